-- Words of rest and duty.

-- A night shift is one that holds 04:00, the middle of 00-08, of its day or of the next.
create macro is_night(starts_minute, ends_minute) as
    (starts_minute <= 240 and ends_minute > 240) or (starts_minute <= 1680 and ends_minute > 1680);

-- Counts of people above 0 and below this could tell of persons.
create macro small_cell() as (norm_value('small_cell'));

-- A count of people, null where it is above 0 and so small that persons could be guessed.
create macro guarded(people) as
    case when people = 0 or people >= small_cell() then people end;

create macro is_small(people) as people > 0 and people < small_cell();

-- Can so many small counts of one total stand hidden, or could they be worked out from it and from what is shown?
create macro can_hide(counts, total) as
    counts = 0 or (counts > 1 and total not in (counts, counts * (small_cell() - 1)));

-- A guarded count of several whose sum is shown beside them: where the small ones could be worked out, the smallest
-- of the others in the group is hidden too.
create macro guarded_beside(people, of_group) as
    case
        when people = 0
            or people > min(people) filter (people >= small_cell()) over (partition by of_group)
            or not is_small(people) and can_hide(
                count(*) filter (is_small(people)) over (partition by of_group),
                sum(people) filter (is_small(people)) over (partition by of_group)
            )
            then people
    end;
