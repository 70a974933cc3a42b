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
DEPARTMENTS = 49
WORK_GROUPS = ("动员排查组", "医疗救治和调查组", "预防流入组", "后勤保障组", "市场监管组", "舆论宣传组", "投诉处理组")
DISCIPLINE_TEAMS = 9
SUPERVISION_CADRES = 33
APPRAISAL_TEAMS = 5
APPRAISED_DEPARTMENTS = 7
DISCIPLINE_PROBLEMS, DISCIPLINE_FIXED = 14, 12
TOWNSHIP_PROBLEMS = 26
SUGGESTIONS = 37
JOINT_ON = dt.date(2020, 1, 29)
JOINT_TOWNSHIP = DENGZHOU
JOINT_SITES = {"restaurant": 65, "hotel": 10, "market": 6}
REQUESTED_STAFF = (10, 20)

# Invented: how short of people each township is kept (1 = as many as it needs).
SUPPLY = {
    DENGZHOU: 1.06, ZIJINGSHAN: 1.05, XINGANG: 1.05, PENGLAIGE: 1.05, NANWANG: 1.02, LIUJIAGOU: 1.02,
    DALIUHANG: 0.62, XIAOMENJIA: 1.02, DAXINDIAN: 0.68, CUNLIJI: 0.60, BEIGOU: 1.02,
}
# Invented: waves of dispatch as (days after the first day on duty, share of the 699).
WAVES = ((-1, 0.30), (1, 0.24), (3, 0.22), (6, 0.15), (9, 0.09))

# Invented events, all by the name of the place. The sample's README tells them to the reader.
POST_WITHOUT_RELIEF = "大辛店公路西口"
