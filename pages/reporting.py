"""Who has not reported: what fell due last and did not come, how late, how many times in a row, and whom to remind."""

from frontline import sentences_intake as titles
from frontline.headlines import first_row
from frontline.remind_desk import show_reminder
from frontline.screen import answer, headline, run, show_headlines, show_table

language = run().scope.language
total, owed = first_row(answer("report_owed_total")), answer("report_owed_list")

show_headlines(
    headline("received", total["received_share"], "percent", part=total["received"], whole=total["expected"]),
    headline("report_missing", total["missing"], "reports", part=total["missing"], whole=total["expected"]),
    headline("report_late", total["late"], "reports", part=total["late"], whole=total["expected"]),
    headline("places_missing", total["places_missing"], "townships"),
    headline("longest_streak", total["longest_streak"], "times_over"),
)
show_reminder(owed)
show_table(
    owed, title=titles.owed(owed, total, language), query="report_owed_list", pick="area_code", height=620,
    columns=["name", "report_source", "report_status", "minutes_late", "streak", "cadence", "duty_on", "shift_code",
             "due_at", "reported_at", "in_time", "fell_due", "last_reported_at"],
)
