-- question: 快照保存多久？ | How long is a snapshot kept?
-- grain:    一行 | one row
-- column:   keep_days    double  保存天数 | Days kept
-- column:   export_days  double  导出存档保存天数 | Days the record of an export is kept
-- note:     置顶的快照不受此限 | A pinned snapshot is kept for ever
select
    norm_value('snapshot_keep_days') as keep_days,
    norm_value('export_keep_days') as export_days,
