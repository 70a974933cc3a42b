-- What changed between one version of a row and the next; a value that came later is no correction. {key} is null where it could lead to a person.
insert into correction
with version as (

    select
        *,
        row_number() over of_key as turn,
        count(*) over (partition by {own_key}) as versions
    from {table}
    window of_key as (
        partition by {own_key}
        order by recorded_at, batch_id, row_no
    )

),

corrected as (

    select {own_key} as own_key, {key} as record_key, turn, batch_id, recorded_at, {casts}
    from version
    where versions > 1

),

told as (

    select own_key, record_key, turn, batch_id, recorded_at, column_name, told_value
    from corrected
    unpivot include nulls (told_value for column_name in ({columns}))

)

select '{table}', later.record_key, later.column_name, earlier.told_value, later.told_value, later.batch_id, later.recorded_at
from told as later
inner join told as earlier
    on earlier.own_key = later.own_key
    and earlier.column_name = later.column_name
    and earlier.turn = later.turn - 1
where earlier.told_value is not null
    and earlier.told_value is distinct from later.told_value;
