"""Build small boards from folders of CSV files, for tests that compare answers with hand-worked ones."""

import datetime as dt
from pathlib import Path

from frontline.deployment import read_deployment
from frontline.publish import current, publish
from frontline.sample import load_sample
from frontline.store import Board


def board_of(folder: Path) -> Board:
    """Publish the tables of `folder` under FRONTLINE_HOME and open the board."""
    deployment = read_deployment(folder.name, folder)
    load_sample(deployment)
    publish(deployment, dt.datetime.now(deployment.zone))
    published = current(deployment.live)
    return Board(deployment.live / published.file, published, deployment.timezone)
