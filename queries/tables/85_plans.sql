-- Plans: what was assumed when somebody asked what if, kept under a name. What follows is worked out again each time.

create table plan (
    plan_id             varchar not null,
    plan_name           varchar not null,
    area_code           varchar,
    checkpoint_id       varchar,
    duty_on             date not null,
    shift_code          varchar not null,
    people_added        integer not null,
    role                varchar,
    closed_checkpoints  varchar,
    shift_hours         integer,
    ill_share           double not null,
    is_rested           boolean not null,
    saved_at            timestamptz not null,
    duty_post           varchar not null
);
comment on table plan is '推演方案';
comment on column plan.plan_id is '方案编号';
comment on column plan.plan_name is '方案名称';
comment on column plan.area_code is '推演区划代码';
comment on column plan.checkpoint_id is '推演卡点编号';
comment on column plan.duty_on is '起算日期';
comment on column plan.shift_code is '起算班次';
comment on column plan.people_added is '增派人数（人）';
comment on column plan.role is '增派岗位';
comment on column plan.closed_checkpoints is '关闭卡点编号（空格分隔）';
comment on column plan.shift_hours is '班次时长（小时）';
comment on column plan.ill_share is '病假比例（0至1）';
comment on column plan.is_rested is '须轮休者休息';
comment on column plan.saved_at is '保存时间';
comment on column plan.duty_post is '值班岗位';
