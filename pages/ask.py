"""Ask the data: any table of places by place, dates, columns and filters, as rows or as a pivot, to take along."""

from frontline import ask_desk

choice = ask_desk.choose()
ask_desk.show_found(choice, ask_desk.found_by(choice))
