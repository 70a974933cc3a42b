-- Ledgers and flow: compounds under closed management, the ledgers of each community, what passes a checkpoint. Counts only.

create table compound_check (
    compound_check_id   varchar not null,
    compound_id         varchar not null,
    checked_at          timestamptz not null,
    is_closed           boolean not null,
    gates_open          integer not null,
    is_gate_rule_met    boolean not null
);
comment on table compound_check is '小区封闭核查';
comment on column compound_check.compound_check_id is '核查编号';
comment on column compound_check.compound_id is '小区编号';
comment on column compound_check.checked_at is '核查时间';
comment on column compound_check.is_closed is '全封闭';
comment on column compound_check.gates_open is '开放出入口（个）';
comment on column compound_check.is_gate_rule_met is '出入口三查到位';

create table ledger_return (
    ledger_return_id    varchar not null,
    ledger_kind         varchar not null,
    area_code           varchar not null,
    due_at              timestamptz not null,
    filed_at            timestamptz,
    rows_expected       integer,
    rows_filed          integer,
    rows_invalid        integer
);
comment on table ledger_return is '台账报送';
comment on column ledger_return.ledger_return_id is '报送编号';
comment on column ledger_return.ledger_kind is '台账';
comment on column ledger_return.area_code is '报送区划代码';
comment on column ledger_return.due_at is '应报时间';
comment on column ledger_return.filed_at is '报送时间';
comment on column ledger_return.rows_expected is '应登记（条）';
comment on column ledger_return.rows_filed is '已登记（条）';
comment on column ledger_return.rows_invalid is '无效（条）';

create table passage_hour (
    passage_hour_id     varchar not null,
    checkpoint_id       varchar not null,
    hour_at             timestamptz not null,
    people              integer not null,
    vehicles            integer not null,
    visitor_forms       integer not null,
    returnee_forms      integer not null,
    qr_reports          integer not null,
    turned_back         integer not null,
    handling_seconds    double
);
comment on table passage_hour is '通行登记';
comment on column passage_hour.passage_hour_id is '通行编号';
comment on column passage_hour.checkpoint_id is '卡点编号';
comment on column passage_hour.hour_at is '小时起点';
comment on column passage_hour.people is '通行人数（人次）';
comment on column passage_hour.vehicles is '通行车辆（辆次）';
comment on column passage_hour.visitor_forms is '外来人员登记表（份）';
comment on column passage_hour.returnee_forms is '返回人员登记表（份）';
comment on column passage_hour.qr_reports is '扫码自报（人次）';
comment on column passage_hour.turned_back is '劝返（人次）';
comment on column passage_hour.handling_seconds is '平均办理（秒）';

create table permit_count (
    permit_count_id     varchar not null,
    area_code           varchar not null,
    permit_kind         varchar not null,
    counted_on          date not null,
    permits_issued      integer not null,
    permits_active      integer not null
);
comment on table permit_count is '证件发放';
comment on column permit_count.permit_count_id is '发放编号';
comment on column permit_count.area_code is '区划代码';
comment on column permit_count.permit_kind is '证件';
comment on column permit_count.counted_on is '统计日期';
comment on column permit_count.permits_issued is '累计发放（张）';
comment on column permit_count.permits_active is '有效（张）';
