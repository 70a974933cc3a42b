"""A small deployment that tests may change: two townships, three communities, two checkpoints, three days."""

import functools
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from handed import NOW, TINY
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

from frontline.deployment import Deployment, read_deployment
from frontline.on_disk import only_one
from frontline.publish import current, publish
from frontline.sample import load_sample
from frontline.store import Board, Store

# A slow machine is no fault of what is tested.
settings.register_profile("frontline", deadline=None)
settings.load_profile("frontline")

# Streamlit reads every installed package for components before every page that a test opens; they stay the same.
manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(autouse=True)
def _main_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put back the module that a test's script takes the place of; processes begun later would run that script."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture(scope="session")
def tiny_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the small deployment once; tests work on copies."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", str(home))
        deployment = read_deployment("tiny", TINY)
        load_sample(deployment)
        publish(deployment, NOW)
    return home


@pytest.fixture
def tiny(tiny_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Deployment:
    """Return the small deployment, published, with a live folder of this test's own."""
    home = tmp_path / "home"
    shutil.copytree(tiny_home, home)
    monkeypatch.setenv("FRONTLINE_HOME", str(home))
    return read_deployment("tiny", TINY)


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a function that publishes a sample once for all workers of this run; tests read its home or copy it."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    @functools.cache
    def home_of(name: str) -> Path:
        home = base / f"sample-{name}"
        home.mkdir(exist_ok=True)
        with only_one(home / "made.lock"), pytest.MonkeyPatch.context() as patch:
            patch.setenv("FRONTLINE_HOME", str(home))
            deployment = read_deployment(name)
            if current(deployment.live) is None:
                load_sample(deployment)
                publish(deployment, deployment.clock_at)
        return home

    return home_of


@pytest.fixture(scope="session")
def sample_board(samples: Callable[[str], Path]) -> Callable[[str], Board]:
    """Return a function that opens the board of a sample."""

    @functools.cache
    def board_of_sample(name: str) -> Board:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("FRONTLINE_HOME", str(samples(name)))
            return Store(read_deployment(name)).board()

    return board_of_sample


@pytest.fixture(scope="session")
def penglai_home(samples: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of the default sample, in which tests may write what they take away again."""
    return shutil.copytree(samples("penglai"), tmp_path_factory.mktemp("penglai"), dirs_exist_ok=True)


@pytest.fixture(scope="session")
def penglai(penglai_home: Path) -> Board:
    """Return the board of the whole sample."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", str(penglai_home))
        return Store(read_deployment()).board()
