"""Why this number: what it means, the rows that add up to it, and the file and row each of them came from."""

from frontline import form_desk, why_desk

one = why_desk.opened()
why_desk.show_number(one)
why_desk.show_rows(one)
why_desk.show_rules(one)
why_desk.show_records(one)
form_desk.show_photos(one.rows if one else None)
