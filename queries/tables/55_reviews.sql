-- Reviews: what a duty post thinks of a file that was taken in. A rejected one counts nowhere until it is approved.

create table batch_review (
    batch_review_id     varchar not null,
    reviewed_batch_id   varchar not null,
    review_state        varchar not null,
    reason              varchar not null,
    reviewed_at         timestamptz not null,
    duty_post           varchar not null
);
comment on table batch_review is '文件审核';
comment on column batch_review.batch_review_id is '审核编号';
comment on column batch_review.reviewed_batch_id is '批次编号';
comment on column batch_review.review_state is '审核状态';
comment on column batch_review.reason is '理由';
comment on column batch_review.reviewed_at is '审核时间';
comment on column batch_review.duty_post is '值班岗位';
