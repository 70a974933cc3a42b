create or replace macro norm_value(code) as (map_extract_value('{norms}'::map(varchar, double), code));
