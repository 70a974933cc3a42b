-- question: 收入和支出由哪些款项相加而成？ | Which sums of money add up to what came in and went out?
-- grain:    当日为止每笔资金收支一行，最近的在前 | one row per movement of money up to the day, latest first
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     截止日期 | To date
-- column:   area_code  varchar  区划代码 | Area code
-- column:   name  varchar  地点 | Place
-- column:   fund_kind  varchar  资金 | Fund
-- column:   unit_name  varchar  单位 | Unit
-- column:   moved_on  date  日期 | Date
-- column:   in_yuan  double  收入（元） | In (yuan)
-- column:   out_yuan  double  支出（元） | Out (yuan)
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
select
    fund.area_code,
    place.area_name as name,
    fund.fund_kind,
    unit.organisation_name as unit_name,
    fund.moved_on,
    case when fund.fund_flow = 'in' then fund.yuan else 0 end as in_yuan,
    case when fund.fund_flow = 'out' then fund.yuan else 0 end as out_yuan,
    sheet_of('fund_movement') as sheet_name,
    batch.file_name,
    fund.row_no,
    batch.uploader,
    batch.received_at
from fund_movement_as_of((select known_at from board)) as fund
inner join batch using (batch_id)
left join current_area as place using (area_code)
left join current_organisation as unit on unit.organisation_id = fund.organisation_id
where fund.moved_on <= $duty_on
    and is_within(fund.area_code, $area_code)
order by fund.moved_on desc, fund.fund_movement_id
