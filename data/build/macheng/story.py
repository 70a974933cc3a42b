"""What the sample of Macheng 2020 must show: the published totals, and the events a reader can look for.

Totals are those of `published_figures.csv` for 麻城市. Everything else here is invented.
"""

SEED = 20200128

COUNTY, COUNTY_NAME = "421181", "麻城市"
LONGCHI, GULOU, NANHU = "421181001", "421181002", "421181003"
ZHONGGUANYI, SONGBU, BAIGUO, GUISHAN = "421181100", "421181101", "421181103", "421181106"
ZHANGJIAFAN, FUTIANHE = "421181108", "421181112"

# 453 committees stand in the register, 452 were published. Four farms and reservoirs are townships of the
# register with nothing but one community that serves the enterprise; three of these are quasi-committees
# anyway, the fourth is the one committee too many.
ENTERPRISES = ("421181401", "421181402", "421181403", "421181405")
# Living quarters and farms inside townships: 4xx and 5xx are not committees.
QUASI = (
    "421181001500", "421181001501", "421181100500", "421181101500", "421181101501", "421181101502",
    "421181101503", "421181102400", "421181102500", "421181103400", "421181109400", "421181110401",
    "421181114500",
)
# Forest farms, scenic areas and the development zone are visited together with a township nearby.
WITH = {
    "421181404": "421181110",
    "421181471": NANHU,
    "421181472": GUISHAN,
    "421181473": ZHONGGUANYI,
    "421181500": GULOU,
}
# Invented: hamlets of 龙池街道 (published as 龙池桥办事处), so many in each of its communities.
HAMLETS = {
    "421181001001": ("园林", 4),
    "421181001002": ("城西", 5),
    "421181001003": ("西畈", 5),
    "421181001004": ("龙池桥", 4),
    "421181001005": ("松鹤", 4),
    "421181001006": ("白塔河", 4),
    "421181001201": ("宋家河", 8),
    "421181001203": ("黄狮岗", 7),
    "421181001204": ("七里桥", 8),
    "421181001205": ("红石堰", 7),
}

# Published. "At least" and "near" are met with a little to spare.
PARTY_ORGANISATIONS = 1612
MEMBERS = 38160
VOLUNTEERS = 10084
OCCASIONS = 2524
SUPERVISORS, FROM_ORGANISATION_DEPARTMENT, TEAMS, ROUNDS = 38, 10, 19, 17
HOSPITAL_BRANCHES, HOSPITAL_MEMBERS = 5, 65
POSTS, COMMANDO_TEAMS = 642, 710
CHAMBER_YUAN, CHAMBER_MASKS, PARK_YUAN, DUES_YUAN = 17_160_000, 832_400, 10_380_000, 2_030_000
SECRETARIES_PHONED = 452
COMMENDED = (("unit", 4), ("front_member", 4), ("grassroots_cadre", 10), ("medical_worker", 8), ("volunteer", 20))

# Invented: days after the first on which no team went out (17 of 20 are left), and those of the leader.
STAYED_IN = (6, 11, 18)
LEADER_DAYS = tuple(range(2, 20))
# Visited in the first rounds and then forgotten for more than a week.
FORGOTTEN = (
    "421181108208", "421181108213", "421181109215", "421181110209", "421181112203", "421181472209",
)
# Visited by three teams or more on each of these days, and asked for opposite things.
OVER_VISITED, OVER_VISITED_DAYS = "421181001004", (13, 14, 15, 16, 17)
OVER_VISITED_AGAIN, OVER_VISITED_AGAIN_DAYS = "421181003003", (15, 16, 17)
PROBLEMS = 148
# People who stand duty on every one of the twenty days.
POST_WITHOUT_RELIEF = "中馆驿高速路口"
POST_EMPTY_NOW = "张家畈公路东口"
# Township, days after the first, shift; the last is the current one.
NEVER_REPORTED = ((FUTIANHE, 4, "night"), (ZHANGJIAFAN, 9, "evening"), (GUISHAN, 19, "evening"))
NEXT_DAY_REPORTS = ((SONGBU, 7, "night", 560), (BAIGUO, 12, "evening", 545))
