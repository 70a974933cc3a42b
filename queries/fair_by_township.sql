-- question: 镇街之间的差别，是偶然波动还是真有差别，背后负担如何？ | Do townships differ by more than chance, and what load do they carry?
-- grain:    范围内每个镇街一行，超出控制限最多的在前，不作判断的在后 | one row per township in scope, furthest above its limit first, those not judged last
-- metric:   M30 M32 按镇街，附控制限 | M30 M32 by township, with limits
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   area_code             varchar  镇街代码 | Township code
-- column:   name                  varchar  镇街 | Township
-- column:   visits                bigint   走访（次） | Visits
-- column:   problems_found        bigint   发现问题（个） | Problems found
-- column:   problems_per_100      double   百次督导问题数 | Problems per 100 visits
-- column:   rate_expected         double   平均水平 | Expected
-- column:   rate_low              double   正常波动下限 | Lower limit
-- column:   rate_high             double   正常波动上限 | Upper limit
-- column:   rate_verdict          varchar  问题数判断 | Verdict on problems
-- column:   ripe                  bigint   发现满 24 小时（个） | Found over 24 h ago
-- column:   ripe_verified         bigint   其中已复核（个） | of which verified
-- column:   verified_share        double   整改销号率 | Verified closure
-- column:   verified_expected     double   全域整改销号率 | Verified closure, all
-- column:   verified_low          double   销号率波动下限 | Lower limit of closure
-- column:   verified_high         double   销号率波动上限 | Upper limit of closure
-- column:   verified_verdict      varchar  销号率判断 | Verdict on closure
-- column:   visits_per_place      double   村均近七日督导（次） | Visits per community in 7 days
-- column:   households_per_worker double   人均户数（户） | Households per worker
-- column:   people_short_rested   bigint   真实缺口（人） | True gap
-- column:   people_must_rest      bigint   应休未休（人） | Must rest
-- note:     各支队伍分别同口径比较：期望数 = Σ 本队走访 × 本队全域发现率；限为期望 ± 3√期望（u 图） | Each stream against itself: expected = Σ visits × the stream's own rate; limits are expected ± 3√expected (u-chart)
-- note:     期望数不足规则数的不作判断；户数未登记、人数过少处为空 | Nothing is judged where too little is expected; null where households are not on record or people are few
select
    area_code,
    name,
    visits,
    problems_found,
    problems_per_100,
    rate_expected,
    rate_low,
    rate_high,
    rate_verdict,
    ripe,
    ripe_verified,
    verified_share,
    verified_expected,
    verified_low,
    verified_high,
    verified_verdict,
    visits_per_place,
    households_per_worker,
    people_short_rested,
    guarded_beside(people_must_rest, true) as people_must_rest
from township_fair
where duty_on = $duty_on
    and is_around(area_code, $area_code)
order by rate_verdict = 'few', excess desc, problems_per_100 desc nulls last, area_code
