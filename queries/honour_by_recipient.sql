-- question: 表扬了多少单位、多少人？ | How many units and people were commended?
-- grain:    当日结束前范围内受表扬的每类对象一行；只计数，不列人 | one row per kind of recipient honoured in the scope by the end of the day; counts, never persons
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   recipient_kind  varchar  对象类别代码 | Recipient code
-- column:   name_zh         varchar  对象类别 | Recipient in Chinese
-- column:   name_en         varchar  对象类别（英文） | Recipient
-- column:   recipients      bigint   数量 | Recipients
-- column:   commended       bigint   通报表扬 | Commended
-- column:   awarded         bigint   奖励 | Awarded
-- column:   promoted        bigint   提拔重用 | Promoted
-- column:   admitted        bigint   火线入党 | Admitted to the party
select
    honour.recipient_kind,
    any_value(code_list.name_zh) as name_zh,
    any_value(code_list.name_en) as name_en,
    sum(honour.recipients)::bigint as recipients,
    coalesce(sum(honour.recipients) filter (honour.honour_kind = 'commendation'), 0)::bigint as commended,
    coalesce(sum(honour.recipients) filter (honour.honour_kind = 'award'), 0)::bigint as awarded,
    coalesce(sum(honour.recipients) filter (honour.honour_kind = 'promotion'), 0)::bigint as promoted,
    coalesce(sum(honour.recipients) filter (honour.honour_kind = 'admission'), 0)::bigint as admitted
from current_commendation as honour
left join code_list
    on code_list.column_name = 'recipient_kind'
    and code_list.code = honour.recipient_kind
where honour.awarded_on <= $duty_on
    and is_within(honour.area_code, $area_code)
group by honour.recipient_kind
order by any_value(code_list.sort_order), honour.recipient_kind
