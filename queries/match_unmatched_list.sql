-- question: 哪些名称没有对上，可能是哪个？ | Which names mean nothing known, and what may they mean?
-- grain:    每个报送方、种类和名称一行，用得最多的在前 | one row per sender, kind and name, those most rows use first
-- column:   written      varchar      填写的名称 | As written
-- column:   target       varchar      种类 | Kind
-- column:   n_rows       bigint       用到的行（行） | Rows
-- column:   near_names   varchar      可能是 | May mean
-- column:   uploader     varchar      上传岗位 | Sender
-- column:   received_at  timestamptz  最近上传 | Last handed in
-- note:     同一岗位再次上交并对上后不再列出；候选只供选择，不自动采用 | Gone once the sender's rows were understood; candidates are offered, never applied
with candidate as (

    select
        target,
        written,
        string_agg(name || ' ' || code, ' · ' order by likeness desc, code) as near_names
    from name_candidate
    group by target, written

)

select
    open.written,
    open.target,
    sum(open.n_rows)::bigint as n_rows,
    candidate.near_names,
    open.uploader,
    max(open.received_at) as received_at
from name_understood as open
left join candidate using (target, written)
where open.match_how = 'unmatched'
group by open.written, open.target, candidate.near_names, open.uploader
order by n_rows desc, open.written, open.target, open.uploader
