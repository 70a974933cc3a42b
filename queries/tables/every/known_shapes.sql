-- In a board of the past: outlines of places that were not known yet.
delete from area_geometry
where area_code not in (select area.area_code from area);
