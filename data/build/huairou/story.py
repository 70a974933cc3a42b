"""What the sample of Huairou 2020 must show: the published totals, and the events a reader can look for.

Totals are those of `published_figures.csv` for 怀柔区. Everything else here is invented.
"""

import datetime as dt

SEED = 20200128

DISTRICT, DISTRICT_NAME = "110116", "怀柔区"
# The development zone and its stand-in community are no township; and the register of 2019 has one village more
# than the 283 published. Which one is our guess: 杨家园村, beside the residents' community of the same name.
ZONE, LEFT_OUT = "110116400", "110116001205"
OUT_OF_SCOPE = (ZONE, LEFT_OUT)
(QUANHE, LONGSHAN, HUAIROU, YANQI, MIAOCHENG) = (f"11011600{n}" for n in range(1, 6))
(BEIFANG, YANGSONG, QIAOZI, HUAIBEI, TANGHEKOU, BOHAI, JIUDUHE, LIULIMIAO, BAOSHAN) = (
    f"110116{n}" for n in (102, 103, 105, 106, 107, 108, 109, 110, 111)
)
CHANGSHAOYING, LABAGOUMEN = "110116211", "110116213"
WANGHUAI, MADAOYU = "110116002012", "110116108216"

# Published.
FIRST_ORDER_ON, FIRST_WAVE, CADRES = dt.date(2020, 1, 28), 596, 808
VILLAGES, RESIDENTS = 283, 35
COMPOUNDS, WITHOUT_MANAGER, WITHOUT_GUARDS = 305, 43, 244
GROUPS = 17
TENTS, GLOVES, HEAT_PADS, COATS = 100, 2700, 7700, 300
ROTATED = 700
MEALS_A_DAY, RADIOS = 80, 8
ROUND_TRIP_LI = 30

# Invented: what the totals with 余 (and more) come to here.
ISSUED = {"tent": 108, "gloves": 2764, "heat_pad": 7835, "coat": 316, "mask": 46200, "disinfectant": 2350}
ROTATED_HERE = 712
# Invented: orders after the first, as (day, minute, share of the rest).
LATER_WAVES = ((dt.date(2020, 2, 1), 540, 0.42), (dt.date(2020, 2, 5), 600, 0.36), (dt.date(2020, 2, 9), 570, 0.22))
# Where the cadres came from; the report names the four sources, not their shares.
SOURCES = {"department": 0.66, "school": 0.17, "judicial": 0.07, "enterprise": 0.10}

# Invented events. The sample's README tells them to the reader.
WITHOUT_BRANCH, WITHOUT_LIAISON, RECALLED = 11, 17, 2
GATE_RULE_FAILED, OPENED_AGAIN = 9, 4
OVERDUE_TOWNSHIPS = {BAOSHAN: 0.34, LABAGOUMEN: 0.28, YANQI: 0.16}
INVALID_COMMUNITY = "110116002004"
SHORT_OF = {LABAGOUMEN: ("heat_pad", 1.6), BAOSHAN: ("mask", 2.4), CHANGSHAOYING: ("mask", 4.5)}
OVERDRAWN = (JIUDUHE, "disinfectant")
CONTROLLED_COMPOUND_IN, STATIC_VILLAGE = "110116002007", "110116005204"
QR_POSTS_FROM = dt.date(2020, 2, 14)
SILENT_NOW = CHANGSHAOYING
NEXT_DAY_REPORTS = ((LIULIMIAO, 4, "night", 545), (BAOSHAN, 9, "day", 600))
NEVER_REPORTED = ((BAOSHAN, 2, "night"), (LABAGOUMEN, 7, "evening"), (SILENT_NOW, 13, "evening"))
POST_EMPTY_NOW = "崎峰茶村口"
NIGHT_CHECKED = "110116107212"
