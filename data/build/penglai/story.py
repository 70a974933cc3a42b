"""What the sample of Penglai 2020 must show: the published totals, and the events a reader can look for.

Totals are those of `published_figures.csv` for 蓬莱市. Everything else here is invented.
"""

import datetime as dt

SEED = 20200126

COUNTY = "370684"
COUNTY_NAME = "蓬莱市"
OUT_OF_SCOPE = "370684103"

DENGZHOU, ZIJINGSHAN, XINGANG, PENGLAIGE, NANWANG = (f"37068400{n}" for n in range(1, 6))
LIUJIAGOU, DALIUHANG, XIAOMENJIA = "370684102", "370684105", "370684106"
DAXINDIAN, CUNLIJI, BEIGOU = "370684107", "370684108", "370684109"

# Published.
CADRES = 699
WORK_GROUPS = (
    "动员排查组",
    "医疗救治和调查组",
    "预防流入组",
    "后勤保障组",
    "市场监管组",
    "舆论宣传组",
    "投诉处理组",
)
DISCIPLINE_TEAMS = 9
SUPERVISION_CADRES = 33
APPRAISAL_TEAMS = 5
# Seven departments were appraised; which ones was not published.
APPRAISED_DEPARTMENTS = (
    "市委宣传部",
    "市教育和体育局",
    "市交通运输局",
    "市卫生健康局",
    "市应急管理局",
    "市市场监督管理局",
    "市综合行政执法局",
)
SUGGESTIONS = 37
JOINT_ON = dt.date(2020, 1, 29)
JOINT_TOWNSHIP = DENGZHOU
JOINT_SITES = {"restaurant": 65, "hotel": 10, "market": 6}
REQUESTED_STAFF = (10, 20)

# Invented: how short of people each township is kept (1 = as many as it needs).
SUPPLY = {
    DENGZHOU: 1.06,
    ZIJINGSHAN: 1.05,
    XINGANG: 1.05,
    PENGLAIGE: 1.05,
    NANWANG: 1.02,
    LIUJIAGOU: 1.02,
    DALIUHANG: 0.62,
    XIAOMENJIA: 1.02,
    DAXINDIAN: 0.68,
    CUNLIJI: 0.60,
    BEIGOU: 1.02,
}
# Invented: waves of dispatch as (days after the first day on duty, share of the 699).
WAVES = ((-1, 0.22), (1, 0.23), (2, 0.22), (5, 0.19), (9, 0.14))

# Invented events, all by the name of the place. The sample's README tells them to the reader.
POST_WITHOUT_RELIEF = "大辛店公路西口"
POST_EMPTY_BY_NIGHT = "大柳行公路南口"
EMPTY_NIGHTS = (12, 13)
EMPTY_MINUTES = (70, 145)
POST_EMPTY_NOW = "战家村口"
POST_WITH_SURPLUS, SURPLUS, SURPLUS_DAYS = "长途汽车站", 2, (11, 12, 13)
POST_BESIDE_SURPLUS = "海梦苑大门"
POST_WITH_DOUBLE_BOOKING = "刘家沟高速路口"
SHORT_NOW = {DAXINDIAN: 6, DALIUHANG: 4, XIAOMENJIA: 3}
# Township, days after the first, shift, minute of the next day at which its report came in.
NEXT_DAY_REPORTS = (
    (LIUJIAGOU, 4, "night", 565),
    (XIAOMENJIA, 9, "day", 610),
    (DALIUHANG, 12, "evening", 560),
)
# Township, days after the first, shift; the last is the current one.
NEVER_REPORTED = (
    (BEIGOU, 1, "night"),
    (XIAOMENJIA, 3, "evening"),
    (DALIUHANG, 6, "night"),
    (CUNLIJI, 8, "night"),
    (CUNLIJI, 10, "evening"),
    (CUNLIJI, 13, "evening"),
)
CORRECTED_DAYS, CORRECTIONS = (8, 9, 10, 11, 12), 8
DOUBLE_REGISTERED, OVERLAPPING_SESSIONS, SESSIONS_ON_DUTY, SPOT_CHECKS = 28, 45, 9, 60
# One volunteer claims 17 hours in one day, without overlap: more than anybody can credit unasked.
LONG_DAY, LONG_DAY_HOURS = 8, ((6, 10), (10, 14), (14, 17), (17, 20), (20, 23))
# Communities with a post that no team ever visits, and one that is visited three times a day.
NEVER_VISITED = ("370684107292", "370684108225")
OVER_VISITED, OVER_VISITED_DAYS = "370684102201", (8, 9, 10, 11, 12)
OVER_VISITING_TEAMS = (("U06", "township", 510), ("J3", "discipline", 660), ("J7", "discipline", 960))
# Team, days after the first, what was checked there and demanded: the second pair contradicts the first.
DEMANDS = (("J3", 9, "gate_closed", "one_gate"), ("U06", 11, "gate_closed", "two_gates"))
FOUND_EMPTY_MINUTE = 105
