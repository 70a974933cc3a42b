-- question: 大屏多久没有动静算停住？ | After how long without a sign does a wall count as frozen?
-- grain:    一行 | one row
-- column:   contact_seconds  double  失联时限（秒） | Seconds without contact
-- column:   frame_seconds    double  画面停住时限（秒） | Seconds without a painted frame
-- column:   behind_seconds   double  数据落后时限（秒） | Seconds behind the newest data
-- column:   forget_seconds   double  未命名大屏保留（秒） | Seconds until one without a name is forgotten
select
    norm_value('wall_contact_seconds') as contact_seconds,
    norm_value('wall_frame_seconds') as frame_seconds,
    norm_value('wall_behind_seconds') as behind_seconds,
    norm_value('wall_forget_seconds') as forget_seconds
