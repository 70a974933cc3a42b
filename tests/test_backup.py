"""Copies come back equal, and damage is said in words."""

import json
import shutil
import tarfile
from pathlib import Path

import pytest
from handed import NOW, csv_of, tiny_row

from frontline.__main__ import main
from frontline.backup import BackupError, back_up, restore, verify
from frontline.deployment import Deployment
from frontline.intake import take_in
from frontline.publish import current, publish
from frontline.store import Store

FACTS = [f"select * from {table} order by all" for table in ("duty_shift", "current_person", "township_shift")]  # noqa: S608


def answers(deployment: Deployment) -> list:
    db = Store(deployment).board()._db
    return [db.execute(sql).fetchall() for sql in FACTS]


@pytest.mark.parametrize("name", ["copy.tar", "copy"])
def test_a_copy_brought_back_gives_the_same_answers(
    tiny: Deployment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    take_in(tiny, [("person.csv", csv_of(tiny_row("person")))], "x", NOW)
    shutil.copyfile(tiny.folder / "area.geojson", tiny.live / "area.geojson")
    mapping = tiny.live / "mappings" / "登州街道-1f.toml"
    mapping.parent.mkdir()
    mapping.write_text("# 登州街道", encoding="utf-8")
    (tiny.live / "rules" / "0123abcd.json").write_text("{}", encoding="utf-8")
    publish(tiny, NOW)
    before = answers(tiny)
    copy = back_up(tiny, tmp_path / name, NOW)
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "other"))
    assert restore(tiny, copy, NOW).generation == 1
    assert answers(tiny) == before
    assert verify(tiny) == []
    assert (tiny.live / "area.geojson").exists()
    assert (tiny.live / "mappings" / mapping.name).read_text(encoding="utf-8") == "# 登州街道"
    assert (tiny.live / "rules" / "0123abcd.json").read_text(encoding="utf-8") == "{}"
    with pytest.raises(BackupError, match="已有数据"):
        restore(tiny, copy, NOW)


def test_a_damaged_copy_leaves_the_home_empty(
    tiny: Deployment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = back_up(tiny, tmp_path / "copy", NOW)
    journal = bytearray((copy / "journal.sqlite").read_bytes())
    journal[5000] ^= 1
    (copy / "journal.sqlite").write_bytes(journal)
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "other"))
    with pytest.raises(BackupError, match=r"journal\.sqlite 校验和不符"):
        restore(tiny, copy, NOW)
    assert not tiny.live.exists()


def test_a_copy_of_another_deployment_or_without_manifest_is_refused(
    tiny: Deployment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = back_up(tiny, tmp_path / "copy", NOW)
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "other"))
    manifest = json.loads((copy / "manifest.json").read_text())
    (copy / "manifest.json").write_text(json.dumps(manifest | {"deployment": "else"}))
    with pytest.raises(BackupError, match="else"):
        restore(tiny, copy, NOW)
    (copy / "manifest.json").write_text("{")
    with pytest.raises(BackupError, match="没有可用的清单"):
        restore(tiny, copy, NOW)
    (tmp_path / "x.tar").write_bytes(b"no tar")
    with pytest.raises(BackupError, match="无法读取"):
        restore(tiny, tmp_path / "x.tar", NOW)
    with tarfile.open(tmp_path / "evil.tar", "w") as tar:
        tar.add(copy / "manifest.json", "../../manifest.json")
    with pytest.raises(BackupError, match="没有可用的清单"):
        restore(tiny, tmp_path / "evil.tar", NOW)


def test_a_copy_never_replaces_a_file(tiny: Deployment, tmp_path: Path) -> None:
    (tmp_path / "copy.tar").write_text("mine")
    with pytest.raises(BackupError, match="已存在"):
        back_up(tiny, tmp_path / "copy.tar", NOW)
    assert (tmp_path / "copy.tar").read_text() == "mine"


def test_verify_says_what_is_damaged_and_publish_mends_it(tiny: Deployment) -> None:
    assert verify(tiny) == []
    board = tiny.live / current(tiny.live).file
    content = bytearray(board.read_bytes())
    content[-100] ^= 1
    board.write_bytes(content)
    assert verify(tiny) == ["boards/board-000001.duckdb: 校验和不符，请重新发布 (checksum differs; publish again)"]
    board.unlink()
    assert "文件不在" in verify(tiny)[0]
    (tiny.live / "CURRENT").write_text("{")
    assert "指针文件已损坏" in verify(tiny)[0]
    publish(tiny, NOW)
    assert verify(tiny) == []
    (tiny.live / "journal.sqlite").write_bytes(b"x" * 5000)
    assert verify(tiny)[0].startswith("journal: ")
    (tiny.live / "journal.sqlite").unlink()
    assert "没有流水" in verify(tiny)[0]


def test_the_commands_say_what_happened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "home"))
    good, bad = tmp_path / "单位.csv", tmp_path / "坏.csv"
    good.write_text("单位编号,单位名称,单位类型\nU1,县教育局,部门\n", encoding="gb18030")
    bad.write_text("单位编号,单位名称,单位类型\nU2,县水利局,局\n", encoding="utf-8")
    assert main(["ingest", str(good), "--uploader", "值班室"]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["表    行数", "单位  1"]
    assert main(["ingest", str(good)]) == 0
    assert "没有变化" in capsys.readouterr().out
    assert main(["ingest", str(bad)]) == 1
    assert "须为下列之一：部门、" in capsys.readouterr().out
    assert main(["ingest", str(tmp_path / "none.csv")]) == 1
    assert "找不到文件" in capsys.readouterr().out
    assert main(["verify"]) == 0
    assert main(["template", "--out", str(tmp_path / "t.xlsx")]) == 0
    assert main(["backup", str(tmp_path / "b.tar")]) == 0
    assert main(["backup", str(tmp_path / "b.tar")]) == 1
    assert main(["restore", str(tmp_path / "b.tar")]) == 1
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "home2"))
    assert main(["verify"]) == 1
    assert main(["restore", str(tmp_path / "b.tar")]) == 0
    assert main(["verify"]) == 0
