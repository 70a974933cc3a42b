"""What starts a wall on its PC: the files to put there, and what each switch of the browser is for."""

from dataclasses import dataclass
from typing import Literal

System = Literal["windows", "linux"]
Browser = Literal["edge", "chromium"]
PROGRAMS = {
    ("windows", "edge"): "msedge", ("windows", "chromium"): "chrome",
    ("linux", "edge"): "microsoft-edge", ("linux", "chromium"): "chromium",
}
PROFILE = {"windows": r'"%LOCALAPPDATA%\wall"', "linux": '"$HOME/.wall"'}


@dataclass(frozen=True)
class StartFile:
    """A file of the wall's PC: where it goes, and what stands in it."""

    place: str
    text: str


def switches(system: System, browser: Browser, scale: float) -> dict[str, str]:
    """Return the browser's switches, each with the key of the words that say what it does."""
    found = {
        "--kiosk": "kiosk",
        "--no-first-run": "first_run",
        f"--force-device-scale-factor={scale:g}": "scale",
        "--autoplay-policy=no-user-gesture-required": "sound",
        f"--user-data-dir={PROFILE[system]}": "profile",
    }
    if (system, browser) == ("windows", "edge"):
        found["--edge-kiosk-type=fullscreen"] = "edge_kiosk"
    if browser == "chromium":
        found |= {"--noerrdialogs": "dialogs", "--hide-crash-restore-bubble": "crash"}
    if system == "linux":
        found["--password-store=basic"] = "keyring"
    return found


def command(system: System, browser: Browser, address: str, scale: float) -> str:
    """Return the one line that starts the wall."""
    first, *others = switches(system, browser, scale)
    quote, start = ("'", "") if system == "linux" else ('"', 'start "" /wait ')
    return " ".join([start + PROGRAMS[system, browser], first, f"{quote}{address}{quote}", *others])


def start_files(system: System, browser: Browser, address: str, scale: float) -> list[StartFile]:
    """Return the files that start the wall when its user signs in, keep the screen on and start it again if it ends."""
    line = command(system, browser, address, scale)
    if system == "windows":
        # In a batch file a percent sign of an address is written twice.
        line = line.replace(address, address.replace("%", "%%"))
        return [StartFile(r"shell:startup\wall.cmd", _lines(
            "@echo off",
            "powercfg /change monitor-timeout-ac 0",
            "powercfg /change standby-timeout-ac 0",
            ":again",
            line,
            "timeout /t 3 /nobreak >nul",
            "goto again",
        ))]
    return [
        StartFile("~/wall.sh", _lines(
            "#!/bin/sh",
            "command -v xset >/dev/null && xset s off -dpms",
            "command -v gsettings >/dev/null && gsettings set org.gnome.desktop.session idle-delay 0",
            "while true; do",
            f"    systemd-inhibit --what=idle:sleep --why=wall {line}",
            "    sleep 3",
            "done",
        )),
        StartFile("~/.config/autostart/wall.desktop", _lines(
            "[Desktop Entry]",
            "Type=Application",
            "Name=Wall",
            r'Exec=sh -c "exec sh \\$HOME/wall.sh"',
        )),
        StartFile("~/.config/systemd/user/wall.service", _lines(
            "[Unit]",
            "Description=Wall",
            "PartOf=graphical-session.target",
            "After=graphical-session.target",
            "",
            "[Service]",
            "ExecStart=/bin/sh %h/wall.sh",
            "Restart=always",
            "",
            "[Install]",
            "WantedBy=graphical-session.target",
        )),
    ]


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"
