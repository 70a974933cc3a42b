"""What starts a wall on its PC: the same switches in every file, and addresses that survive each of them."""

import subprocess
from pathlib import Path

import pytest

from frontline.kiosk import PROGRAMS, command, start_files, switches

ADDRESS = "http://10.0.0.8:8501/wall?play=%E5%8E%85&dep=macheng"
PAIRS = sorted(PROGRAMS)


@pytest.mark.parametrize(("system", "browser"), PAIRS)
def test_every_start_is_full_screen_with_sound_scale_and_its_own_profile(system: str, browser: str) -> None:
    line = command(system, browser, ADDRESS, 1.5)
    assert all(switch in line for switch in switches(system, browser, 1.5))
    assert line.split(" --kiosk ")[1].strip("'\"").startswith(ADDRESS)
    assert "--force-device-scale-factor=1.5" in line
    assert "--autoplay-policy=no-user-gesture-required" in line
    assert "--user-data-dir=" in line


def test_edge_on_windows_is_told_to_be_a_sign() -> None:
    assert "--edge-kiosk-type=fullscreen" in command("windows", "edge", ADDRESS, 1)
    assert "--edge-kiosk-type" not in command("windows", "chromium", ADDRESS, 1)


def test_a_batch_file_writes_percent_signs_of_the_address_twice_and_its_own_once() -> None:
    file, = start_files("windows", "edge", ADDRESS, 1)
    assert ADDRESS.replace("%", "%%") in file.text
    assert '"%LOCALAPPDATA%\\wall"' in file.text
    assert file.text.isascii()


@pytest.mark.parametrize("browser", ["edge", "chromium"])
def test_the_script_hands_the_browser_exactly_the_address(browser: str, tmp_path: Path) -> None:
    script = start_files("linux", browser, ADDRESS, 1)[0].text
    program = tmp_path / PROGRAMS["linux", browser]
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    program.chmod(0o755)
    once = script.replace("systemd-inhibit --what=idle:sleep --why=wall ", "").replace("    sleep 3", "    exit")
    done = subprocess.run(
        ["/bin/sh", "-c", once], env={"PATH": f"{tmp_path}:/bin", "HOME": "/home/a wall"},
        capture_output=True, text=True, check=True,
    )
    said = done.stdout.splitlines()
    assert ADDRESS in said
    assert "--user-data-dir=/home/a wall/.wall" in said


def test_the_autostart_entry_and_the_unit_start_the_script() -> None:
    _, entry, unit = start_files("linux", "chromium", ADDRESS, 1)
    assert r'Exec=sh -c "exec sh \\$HOME/wall.sh"' in entry.text
    assert "ExecStart=/bin/sh %h/wall.sh" in unit.text
    assert "Restart=always" in unit.text
