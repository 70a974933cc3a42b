"""Inbox: paste a report from the chat, see what it says and where, confirm what counts."""

from frontline.inbox_desk import show_decided, show_pasting, show_waiting
from frontline.inbox_view import inbox_of
from frontline.screen import run

kept = inbox_of(run().scope.deployment_id)
show_pasting()
show_waiting(kept.waiting())
show_decided(kept.decided())
