-- Words of fair comparison: how far chance alone carries a count or a share when all are equal.

-- Control limits of a u-chart (Shewhart 1931): a count expected so high varies by its square root.
create macro count_low(expected) as greatest(expected - norm_value('funnel_sigma') * sqrt(expected), 0);

create macro count_high(expected) as expected + norm_value('funnel_sigma') * sqrt(expected);

-- Limits of a share of `whole` around the pooled share (p-chart; Spiegelhalter 2005, funnel plots).
create macro share_low(pooled, whole) as
    case when whole > 0 then
        greatest(pooled - norm_value('funnel_sigma') * sqrt(pooled * (1 - pooled) / whole), 0)
    end;

create macro share_high(pooled, whole) as
    case when whole > 0 then
        least(pooled + norm_value('funnel_sigma') * sqrt(pooled * (1 - pooled) / whole), 1)
    end;

-- above, below, within normal variation; few where chance decides: too little is expected to judge by.
create macro verdict_of(value, low, high, expected) as
    case
        when value is null or coalesce(expected, 0) < norm_value('funnel_min_expected') then 'few'
        when value > high then 'above'
        when value < low then 'below'
        else 'within'
    end;
