-- Alarms: who has taken note of which, and why. The alarms themselves follow from the other tables.

create table alarm_acknowledgement (
    acknowledgement_id  varchar not null,
    alarm_id            varchar not null,
    acknowledged_at     timestamptz not null,
    duty_post           varchar not null,
    reason              varchar not null
);
comment on table alarm_acknowledgement is '告警确认';
comment on column alarm_acknowledgement.acknowledgement_id is '确认编号';
comment on column alarm_acknowledgement.alarm_id is '告警编号';
comment on column alarm_acknowledgement.acknowledged_at is '确认时间';
comment on column alarm_acknowledgement.duty_post is '值班岗位';
comment on column alarm_acknowledgement.reason is '处置说明';
