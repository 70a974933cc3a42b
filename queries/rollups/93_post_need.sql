-- How many people each checkpoint needs for good, day by day: the hours it must be kept in a week, by the hours one
-- person may work in a week.
create table post_need as
select
    post.checkpoint_id,
    post.township_code,
    post.area_code,
    post.duty_on,
    sum(post.people_required * (shift.ends_minute - shift.starts_minute) / 60.0)::double as hours_per_day,
    (sum(post.people_required * (shift.ends_minute - shift.starts_minute) / 60.0) * 7
        / (norm_value('week_hours_max') * (1 - norm_value('absence_share'))))::double as people_needed
from checkpoint_role_shift as post
inner join shift using (shift_code)
group by all
order by post.duty_on, post.checkpoint_id;
