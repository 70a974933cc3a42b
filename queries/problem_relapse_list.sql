-- question: 哪些问题销号后又回来了，隔了多久？ | Which closed problems came back, and after how long?
-- grain:    每次报送一行，最近的在前 | one row per return, latest first
-- metric:   M35 按件 | M35 by item
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   area_code         varchar      区划代码 | Area code
-- column:   name              varchar      地点 | Place
-- column:   township_name     varchar      镇街 | Township
-- column:   problem_category  varchar      问题类别 | Category
-- column:   return_kind       varchar      如何复发 | How it came back
-- column:   problem_id        varchar      原问题编号 | First problem
-- column:   closed_at         timestamptz  销号时间 | Closed at
-- column:   returned_at       timestamptz  复发时间 | Came back at
-- column:   days_between      double       相隔（天） | Days between
-- column:   next_problem_id   varchar      现问题编号 | Problem now
-- column:   is_open           boolean      仍未整改 | Still open
select
    back.area_code,
    back.name,
    back.township_name,
    back.problem_category,
    back.return_kind,
    back.problem_id,
    back.closed_at,
    back.returned_at,
    date_diff('second', back.closed_at, back.returned_at) / 86400.0 as days_between,
    back.next_problem_id,
    coalesce(seen.problem_status = 'open', false) as is_open
from problem_return as back
left join problem_seen($duty_on) as seen on seen.problem_id = back.next_problem_id
where back.returned_at <= seen_at($duty_on)
    and back.name is not null
    and is_within(back.area_code, $area_code)
order by back.returned_at desc, back.problem_id, back.next_problem_id
