-- The unit of a person.
select organisation_id
from board.current_person
where person_id = $person_id
