-- question: 大屏几点换日夜版、多久重载一次、数据停多久要说？ | When does a wall change its theme, reload itself and say that the data have stopped?
-- grain:    一行 | one row
-- column:   paper_from_hour      double  白底起（时） | Paper from
-- column:   paper_to_hour        double  白底止（时） | Paper until
-- column:   reload_hours         double  重载间隔（小时） | Reloads every
-- column:   quiet_minutes        double  新告警后不重载（分钟） | No reload after a new alarm
-- column:   data_stop_minutes    double  数据停更提示（分钟） | Data count as stopped after
select
    norm_value('wall_paper_from_hour') as paper_from_hour,
    norm_value('wall_paper_to_hour') as paper_to_hour,
    norm_value('wall_reload_hours') as reload_hours,
    norm_value('wall_quiet_minutes') as quiet_minutes,
    norm_value('wall_data_stop_minutes') as data_stop_minutes
