"""What the sample of Pingdingshan 2022 must show: the published totals, and the events a reader can look for.

Totals are those of `published_figures.csv` for 平顶山市. Everything else here is invented.
"""

SEED = 20220506

CITY, CITY_NAME = "410400", "平顶山市"
DISTRICTS = {
    "410402": ("新华区", (113.28789, 33.74901)),
    "410403": ("卫东区", (113.33026, 33.7419)),
    "410411": ("湛河区", (113.30082, 33.71936)),
    "410471": ("高新区", (113.395, 33.735)),
    "410472": ("示范区", (113.185, 33.765)),
}

# Published.
POPULATION = 5_500_000
TEMPORARY_BRANCHES = 1332
UNITS, REPORTED_STAFF = 79, 6807
TASK_GROUPS = ("综合协调组", "文字材料组", "督导推进组", "新闻宣传组")
DEPUTIES, SECONDED = 2, 21
ORGANISATION_DEPARTMENT = "市委组织部"
PARTY_BRANCHES, CADRES, CADRE_HALF_HOURS, PROBLEMS_SOLVED = 6, 37, 1116, 26
WARTIME_MEMBERS, MERGED_TEAMS = 15, 6
COLLECTIVE_BULLETINS = 2
PROBLEMS, FIXED_ON_SITE = 153, 137
# Published as "more than": 2,400 teams, 21,300 / 2,300 / 17,700 people, 11,800 posts, 770 compounds.
SERVICE_TEAMS = 2412
MEMBERS = {"party_member_no_post": 21_348, "probationary": 2_316, "volunteer": 17_742}
PLEDGES = 11_836
COMPOUNDS = 774

# The register of 2021 lists 119 residents' committees, 120 communities were published.
SYNTHETIC_TOWNSHIP = "410403009"
SYNTHETIC_CODE = "410403009999"
SYNTHETIC_NAME = "示意社区（第120个）"
SYNTHETIC_EDITION = "synthetic: 120 published, 119 in the 2021 register"

# Invented.
PLEDGES_OF_STAFF = 6_250
PLEDGE_ACTIVE = 0.66
WITHOUT_BRANCH = 7
WITHOUT_TEAM = 4
EXEMPT_STAFF, SILENT_STAFF, UNCONFIRMED = 96, 41, 0.035
UNITS_IN_ARREARS = (18, 43, 66)
EMPTY_SEATS = {"secretary": 0, "police": 9, "doctor": 21, "system_keeper": 6, "instructor": 13}
DOUBLE_REPORTS, ONLY_UNIT_REPORTS, OVERLAPPING, WITHOUT_CHECK_OUT, ON_DUTY = 210, 24, 36, 42, 11
LONG_DAYS = 2
SPOT_CHECKS = 72
SELDOM_FOUND = 30
SILENT_NOW = "410411200"
NEVER_REPORTED = (("410402400", 1, "night"), ("410472402", 3, "night"), (SILENT_NOW, 5, "evening"))
NEXT_DAY_REPORTS = (("410403011", 2, "evening", 545),)
