-- What this board is, and the lists that are not facts.

create table board (
    deployment_id       varchar not null,
    generation          integer not null,
    name_zh             varchar not null,
    name_en             varchar not null,
    root_area_code      varchar not null,
    first_on            date not null,
    clock_at            timestamptz not null,
    known_at            timestamptz not null,
    demonstration_zh    varchar,
    demonstration_en    varchar,
    map_note_zh         varchar not null,
    map_note_en         varchar not null,
    definitions_version varchar not null,
    rules_version       varchar not null
);

create table shift (
    shift_code          varchar not null,
    starts_minute       integer not null,
    ends_minute         integer not null
);

create table code_list (
    column_name         varchar not null,
    code                varchar not null,
    name_zh             varchar not null,
    name_en             varchar not null,
    sort_order          integer not null
);

create table norm (
    norm_code           varchar not null,
    value               double not null,
    unit                varchar not null,
    name_zh             varchar not null,
    name_en             varchar not null,
    source              varchar not null
);

create table threshold (
    metric_id           varchar not null,
    watch               double not null,
    act                 double not null,
    worse               varchar not null,
    unit                varchar not null,
    source              varchar not null
);

create table alarm_rule (
    alarm_code          varchar not null,
    metric_id           varchar,
    at_least            double not null,
    shifts              integer not null,
    severity            integer not null,
    repeat_minutes      integer not null,
    muted_from_minute   integer,
    muted_to_minute     integer,
    name_zh             varchar not null,
    name_en             varchar not null,
    source              varchar not null
);

create table area_geometry (
    area_code           varchar not null,
    geometry_source     varchar not null,
    approval_note       varchar,
    wkb                 blob not null
);

-- Where places and posts are drawn that have no position of their own, or were moved with a tile.
create table schematic_place (
    place_code          varchar not null,
    lon                 double not null,
    lat                 double not null,
    position_source     varchar not null
);

-- What else a place is called, or coded in another edition of the register.
create table place_alias (
    area_code           varchar not null,
    alias_name          varchar,
    alias_code          varchar,
    source              varchar not null
);

-- Functional zones: places of any level that a list of the deployment puts together, across the register.
create table zone (
    zone_code           varchar not null,
    zone_name           varchar not null,
    zone_name_en        varchar,
    list_name           varchar not null,
    list_name_en        varchar not null,
    source              varchar not null
);

create table zone_member (
    zone_code           varchar not null,
    area_code           varchar not null
);

create table batch (
    batch_id            varchar not null,
    file_name           varchar not null,
    file_sha256         varchar not null,
    received_at         timestamptz not null,
    uploader            varchar not null,
    n_rows              integer not null,
    batch_status        varchar not null
);

create table fault (
    batch_id            varchar not null,
    file_name           varchar not null,
    sheet_name          varchar not null,
    row_no              integer,
    column_name         varchar not null,
    found               varchar not null,
    expected            varchar not null
);

-- How the names of places and units in each batch were understood; a code stands without its text.
create table name_match (
    batch_id            varchar not null,
    table_name          varchar not null,
    column_name         varchar not null,
    target              varchar not null,
    match_how           varchar not null,
    written             varchar not null,
    code                varchar not null,
    n_rows              integer not null
);

-- What names that were never understood may mean, by the places and units known now.
create table name_candidate (
    target              varchar not null,
    written             varchar not null,
    code                varchar not null,
    name                varchar not null,
    match_why           varchar not null,
    likeness            integer not null
);

-- Points that lie outside the given boundary of the area they belong to.
create table stray_point (
    target              varchar not null,
    code                varchar not null,
    area_code           varchar not null,
    boundary_code       varchar not null,
    geometry_source     varchar not null,
    metres              double not null
);

-- What a later row of a key changed in an earlier one, column by column; columns about people are left out.
create table correction (
    table_name          varchar not null,
    record_key          varchar,
    column_name         varchar not null,
    old_value           varchar,
    new_value           varchar,
    batch_id            varchar not null,
    recorded_at         timestamptz not null
);
