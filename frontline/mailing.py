"""Letters: by which server they go, and sending one. The password stands in the environment only."""

import os
import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from typing import Literal, get_args

from frontline.deployment import Deployment

Security = Literal["starttls", "tls", "none"]
ENVIRONMENT = "FRONTLINE_MAIL_"
PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}
SETTINGS = ("host", "port", "security", "user", "sender")
PATIENCE = 30
"""Seconds to wait for the server."""
Part = tuple[str, str, bytes]
"""A file of a letter: its name, its mime type, its content."""


class MailError(Exception):
    """No letter can go out; the message says why."""


@dataclass(frozen=True)
class Post:
    """The server that takes letters, and in whose name they go."""

    host: str
    port: int
    security: Security
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)


def read_post(deployment: Deployment) -> Post:
    """Read the server from `[mail]` of the deployment's settings, what it leaves out from the environment.

    Raises
    ------
    MailError
        None is named, a setting is wrong, or a password would go over the line in the clear.
    """
    said = {key: os.environ[name] for key in SETTINGS if (name := f"{ENVIRONMENT}{key.upper()}") in os.environ}
    said |= {key: str(value) for key, value in deployment.mail.items()}
    security, unknown = said.get("security", "starttls"), sorted(said.keys() - set(SETTINGS))
    wrong = [f"{key}: 不认识 (unknown)" for key in unknown]
    wrong += [f"{key}: 没有填 (missing)" for key in ("host", "sender") if not said.get(key)]
    if security not in get_args(Security):
        wrong.append("security: starttls、tls、none")
    if not said.get("port", "1").isdigit():
        wrong.append("port: 须为数字 (a number)")
    if security == "none" and said.get("user"):
        wrong.append("security: none 时不得登录，密码会以明文传送 (no login without encryption)")
    if wrong:
        message = f"[mail] {'; '.join(wrong)}"
        raise MailError(message)
    password = os.environ.get(f"{ENVIRONMENT}PASSWORD", "")
    port = int(said.get("port") or PORTS[security])
    return Post(said["host"], port, security, said["sender"], said.get("user", ""), password)


def letter(sender: str, to: Sequence[str], subject: str, words: str, parts: Sequence[Part], sent_at: object) -> bytes:
    """Write a letter with its files; it keeps its number however often it is sent."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, ", ".join(to), subject
    message["Date"], message["Message-ID"] = format_datetime(sent_at), make_msgid(domain="frontline")
    message.set_content(words, cte="base64")
    for name, mime, content in parts:
        main, _, sub = mime.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes(policy=SMTP)


def send(post: Post, to: Sequence[str], content: bytes) -> tuple[str, ...]:
    """Hand a letter to the server and return those of its addresses that it refused.

    Raises
    ------
    MailError
        The server cannot be reached, is not the one it says, or takes the letter for nobody.
    """
    trusted = ssl.create_default_context()
    try:
        if post.security == "tls":
            server = smtplib.SMTP_SSL(post.host, post.port, timeout=PATIENCE, context=trusted)
        else:
            server = smtplib.SMTP(post.host, post.port, timeout=PATIENCE)
        with server:
            if post.security == "starttls":
                server.starttls(context=trusted)
            if post.user:
                server.login(post.user, post.password)
            return tuple(server.sendmail(post.sender, list(to), content))
    except (OSError, smtplib.SMTPException) as error:
        raise MailError(str(error) or type(error).__name__) from error
