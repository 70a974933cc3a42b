"""What the server does besides answering: it prepares the boards at its start and keeps them in time."""

import asyncio
import contextlib
import datetime as dt
import gc
import logging
import resource
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator

import duckdb

from frontline.ahead import ask_ahead
from frontline.deployment import DeploymentError, deployments, faults, folders, read_deployment
from frontline.drop import take_drops
from frontline.fleet import fleet
from frontline.form_take import take_waiting
from frontline.handing import BusyError
from frontline.house import ROOT
from frontline.publish import publish, readable
from frontline.run import store
from frontline.sample import prepare
from frontline.scheduled_run import waiting

FILES_WANTED = 4096
log = logging.getLogger("frontline")


@contextlib.asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict]:
    """Make sure there is a board to show, then settle the memory; the other deployments follow aside."""
    allow_viewers()
    for name in folders():
        if why := faults(name):
            log.warning("a deployment is left out: %s", why)
    first = read_deployment()
    prepare(first, dt.datetime.now(first.zone))
    gc.collect()
    gc.freeze()
    tasks = [asyncio.create_task(task()) for task in (prepare_others, keep_time, keep_ahead, keep_memory)]
    yield {}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    _keep_walls()


def allow_viewers() -> None:
    """Raise the limit of open files; a viewer needs four."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < FILES_WANTED:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(FILES_WANTED, hard), hard))
        log.warning("raised the limit of open files from %s; a viewer needs four", soft)


async def prepare_others() -> None:
    """Prepare every deployment in a process of low priority, so that readers of the first one do not wait."""
    if len(deployments()) == 1:
        return
    # Not by the event loop: its child would keep the port after a power cut, and the server could not come back.
    process = subprocess.Popen([sys.executable, "-m", "frontline", "prepare"], cwd=ROOT)  # noqa: ASYNC220 - it waits aside
    try:
        if await asyncio.to_thread(process.wait):
            log.error("not every deployment could be prepared; see the words above")
    finally:
        if process.poll() is None:
            process.terminate()


async def keep_time() -> None:
    """Every minute, publish live deployments, take drop folders in and reports, keep what walls were heard of."""
    while True:
        await asyncio.sleep(60)
        await asyncio.to_thread(_keep_walls)
        for name in deployments():
            await asyncio.to_thread(bring_up_to_date, name)
            await asyncio.to_thread(empty_drops, name)
        await asyncio.to_thread(take_reports)


async def keep_ahead() -> None:
    """Every second, look for boards whose pages could be answered before they are opened."""
    while True:
        await asyncio.sleep(1)
        for name in deployments():
            await asyncio.to_thread(ask_ahead, name)


async def keep_memory() -> None:
    """Free what earlier boards left, a second or two after a new one is opened.

    To close them takes 10 ms each, and a page in whose drawing the interpreter does so of itself waits for all at once.
    """
    seen: dict[str, int] = {}
    freed = seen
    while True:
        await asyncio.sleep(1)
        opened = {name: board.generation for name in deployments() if (board := store(name).opened())}
        if opened == seen and opened != freed:
            await asyncio.to_thread(gc.collect)
            freed = opened
        seen = opened


def bring_up_to_date(name: str) -> None:
    """Publish a live deployment, prepare a new one; one that fails is logged, and the clocks of the others go on."""
    try:
        deployment = read_deployment(name)
        now = dt.datetime.now(deployment.zone)
        if readable(deployment.live) is None:
            prepare(deployment, now)
        elif deployment.clock_at is None:
            publish(deployment, now)
    except (DeploymentError, OSError, ValueError, duckdb.Error, sqlite3.Error):
        log.exception("%s could not be published; tried again in a minute", name)


def empty_drops(name: str) -> None:
    """Take in what lies in the drop folders of a deployment, and entries of forms that a power cut left waiting.

    What fails is logged and tried again in a minute.
    """
    try:
        deployment = read_deployment(name)
        take_drops(deployment)
        take_waiting(deployment)
    except (DeploymentError, BusyError, OSError, ValueError, duckdb.Error, sqlite3.Error):
        log.exception("what was handed in to %s could not be taken in; tried again in a minute", name)


def take_reports() -> None:
    """Take the scheduled reports that are due, in a process of low priority."""
    if waiting(dt.datetime.now(dt.UTC)):
        subprocess.run([sys.executable, "-m", "frontline", "reports"], cwd=ROOT, check=False)


def _keep_walls() -> None:
    try:
        fleet().keep()
    except OSError as error:
        log.error("what was heard of the walls could not be written: %s", error)  # noqa: TRY400 - no trace
