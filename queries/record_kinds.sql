-- question: 本部署登记哪几类记录？ | Which kinds of records does this deployment keep?
-- grain:    部署可以没有的每个种类一行 | one row per kind that a deployment may do without
-- column:   record_kind  varchar  记录类别代码 | Kind of record
-- column:   is_kept      boolean  有登记或应报 | Kept
-- note:     有应报清单的，一条未到也算登记：那是未报 | A kind that somebody must report is kept although nothing has come: that is silence
select record_kind, is_kept
from record_kind
order by record_kind
