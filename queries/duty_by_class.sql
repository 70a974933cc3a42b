-- question: 守在卡点的是哪几类人？ | Which classes of people keep the posts?
-- grain:    七日内排班的每类人员一行 | one row per class of people rostered in seven days
-- metric:   人员构成 = 七日内排班的不同人员（人） | People by class = distinct people rostered within seven days (people)
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     值守日期 | Duty date
-- column:   person_class  varchar  人员类别代码 | Class code
-- column:   name_zh       varchar  人员类别 | Class in Chinese
-- column:   name_en       varchar  人员类别（英文） | Class
-- column:   people        bigint   人数（人） | People
select
    person.person_class,
    any_value(code_list.name_zh) as name_zh,
    any_value(code_list.name_en) as name_en,
    count(distinct person.person_id) as people
from current_duty_shift as duty
inner join current_person as person using (person_id)
inner join current_checkpoint as checkpoint using (checkpoint_id)
left join code_list
    on code_list.column_name = 'person_class'
    and code_list.code = person.person_class
where duty.planned_start_at is not null
    and duty.duty_on > $duty_on - 7
    and duty.duty_on <= $duty_on
    and is_within(checkpoint.area_code, $area_code)
group by person.person_class
order by people desc, person.person_class
