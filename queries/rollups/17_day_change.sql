-- One row per record and closed day that reads otherwise now than when the day closed. Filled table by table from
-- tables/every/changed.sql, for records that tell of one day.
create table day_change (
    duty_on             date not null,
    table_name          varchar not null,
    record_key          varchar not null,
    area_code           varchar,
    change_kind         varchar not null,
    recorded_at         timestamptz not null
);
