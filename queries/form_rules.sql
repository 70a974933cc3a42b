-- question: 手机时钟差多少要先核对？ | By how much may the clock of a phone be off before it is asked?
-- grain:    一行 | one row
-- column:   clock_minutes  double  时钟允许相差（分钟） | Minutes a phone's clock may be off
select norm_value('form_clock_minutes') as clock_minutes
