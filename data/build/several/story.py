"""What the sample of several places must show: the published figures, and the events a reader can look for.

Figures are those of `published_figures.csv` for 顺平县, 河北省, 会泽县, 云南省, 杭州市下城区, 吉林省, 福州市 and
北京市丰台区. Which townships, posts and departments they concern was mostly not published and is invented.
"""

import datetime as dt

SEED = 20200224

SHUNPING, DAHAI, DONGXIN = "130636202", "530326201", "330103008"
GUDONG, WENQUAN, SHANGHAI_STREET = "350102001", "350102003", "350103005"
FENGTAI = "110106009"
TOWNSHIPS = (SHUNPING, DAHAI, DONGXIN, GUDONG, WENQUAN, SHANGHAI_STREET, FENGTAI)
GULOU, TAIJIANG = "350102", "350103"
HEBEI, YUNNAN, JILIN, FUZHOU, FENGTAI_DISTRICT = "130000", "530000", "220000", "350100", "110106"

# Published.
DONGXINYUAN = "330103008008"
DONGXINYUAN_HOUSEHOLDS, DONGXINYUAN_PEOPLE, COMMUNITY_STAFF = 5312, 19980, 21
POLICE, AUXILIARIES = 5, 3
ALTITUDE_METRES = 3000
PROMOTED_SHUNPING, PROMOTED_DIVISION, PROMOTED_SECTION = 4, 9, 73
BUILDING_DAYS = 3
# Paid in several parts; the report says more than two million yuan.
REWARDS_YUAN = ((620000, 8), (840000, 17), (580000, 27))
MEASURES = (
    ("YN", "policy_measure", "云南省委组织部措施", "Measures of the Yunnan organisation department", 11),
    ("JL", "policy_measure", "吉林省委组织部措施", "Measures of the Jilin organisation department", 22),
    ("JLF", "policy_aspect", "吉林省措施方面", "Aspects of the Jilin measures", 8),
    ("FZ", "policy_measure", "福州市措施", "Measures of Fuzhou", 7),
    ("FT", "care_measure", "丰台区“温暖十条”", "Fengtai's warm ten", 10),
    ("SPD", "fact", "网上填报系统开发天数", "Days to build the self-reporting system", BUILDING_DAYS),
    ("HZA", "fact", "会泽检查点海拔（米，以上）", "Altitude of the Huize checkpoint (m, more than)", ALTITUDE_METRES),
)

# Invented. The system of self-reporting was built on these days and used from the next.
QR_BUILT = (dt.date(2020, 2, 8), dt.date(2020, 2, 10))
QR_FROM = dt.date(2020, 2, 11)
# The community's need rises when people return to the city; from then on nobody there has a day off.
RETURN_FROM = dt.date(2020, 2, 10)
STAFF_BEFORE = 18
# Fuzhou: one report instead of many from this day on.
ONE_REPORT_FROM = dt.date(2020, 2, 18)
# Tonight: two more people ordered at this post this afternoon; one street is silent.
SUDDEN_POST, SUDDEN_PEOPLE = "温泉街道卡口", 5
SILENT_NOW = GUDONG
NEXT_DAY_REPORTS = ((WENQUAN, 9, "night", 560), (SHUNPING, 15, "day", 640))
NEVER_REPORTED = ((WENQUAN, 5, "night"), (GUDONG, 20, "night"), (GUDONG, 31, "night"))
ABSENT_TONIGHT, OTHER_GATE = "丰台街道东卡口", "丰台街道西卡口"
