-- On a board for a few questions: no table that stands empty because none of them asks it.
drop table if exists {table};
