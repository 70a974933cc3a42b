-- Words of rest and duty. Rest rules are rows of norm.csv: a changed row changes every answer.

create macro norm_value(code) as (
    select norm.value from norm where norm.norm_code = code
);

-- A night shift is one that holds 04:00, the middle of 00-08, of its day or of the next.
create macro is_night(starts_minute, ends_minute) as
    (starts_minute <= 240 and ends_minute > 240) or (starts_minute <= 1680 and ends_minute > 1680);

-- A count of people, null where it is above 0 and so small that persons could be guessed.
create macro guarded(people) as
    case when people = 0 or people >= norm_value('small_cell') then people end;
