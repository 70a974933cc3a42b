-- The value of a norm. A changed row of norm.csv changes every answer; on a whole board the values stand in their
-- places (tables/every/norm_value.sql).
create macro norm_value(code) as (
    select norm.value from norm where norm.norm_code = code
);
