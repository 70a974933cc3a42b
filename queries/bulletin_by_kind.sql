-- question: 发了哪些通报？ | Which bulletins were issued?
-- grain:    每类通报和发出单位一行 | one row per kind of bulletin and issuer
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   bulletin_kind  varchar      通报方式 | Kind
-- column:   issuer_kind    varchar      发布渠道 | Issuer
-- column:   bulletins      bigint       期（件）数 | Issued
-- column:   latest_at      timestamptz  最近 | Latest
-- note:     面向全域的通报在任何范围内都计入 | A bulletin to all counts in every scope
select bulletin_kind, issuer_kind, count(*) as bulletins, max(issued_at) as latest_at
from current_bulletin
where issued_at::date <= $duty_on
    and (area_code is null or is_within(area_code, $area_code))
group by bulletin_kind, issuer_kind
order by bulletin_kind, issuer_kind
