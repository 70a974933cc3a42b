-- What each text is stored as, by its number.
select max(canonical) as canonical
from judged_value
group by value_no
order by value_no
