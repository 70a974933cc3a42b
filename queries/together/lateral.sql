-- A question for many scopes at once: its own statement beside the parameters that vary.
select given_row.given_no, answer.*
from (select unnest(range(len({first}))) as given_no, {lists}) as given_row,
lateral (
{question}
) as answer
order by {order}
