-- question: 可选哪些日期和班次，各自的时刻是什么？ | Which dates and shifts can be chosen, and which moment is each true for?
-- grain:    每个已开始的值守日和班次一行，最新的在前 | one row per duty date and shift that has begun, newest first
-- column:   duty_on      date         值守日期 | Duty date
-- column:   shift_code   varchar      班次 | Shift
-- column:   starts_at    timestamptz  班次开始 | Starts
-- column:   ends_at      timestamptz  班次结束 | Ends
-- column:   shift_state  varchar      班次状态 | State
-- column:   moment_at    timestamptz  人数时刻 | Counted at
select duty_on, shift_code, starts_at, ends_at, shift_state, moment_at
from moment
where shift_state <> 'future'
order by starts_at desc, shift_code
