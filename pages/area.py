"""Area profile: everything about one township, community, compound or checkpoint on one page."""

from frontline.screen import answer, show_table, words

show_table(
    answer("staffing_by_township"), title=words("title.township_list"), query="staffing_by_township", pick="area_code",
    columns=["name", "people_short", "people_required", "people_present", "coverage_share"],
)
