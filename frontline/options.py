"""What may stand behind `python -m frontline`."""

import argparse
import getpass
from pathlib import Path

from frontline.deployment import default_id, deployments


def read_options(argv: list[str] | None) -> argparse.Namespace:
    """Read the words of a command line; what cannot be read ends the program with its usage."""
    parser = argparse.ArgumentParser(prog="python -m frontline", description="Commands.")
    parser.add_argument(
        "--deployment", metavar="ID",
        help=f"one of {', '.join(deployments())} (default: {default_id()}; sample and figures: all of them)",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("sample", help="load the sample data and publish it")
    commands.add_parser("prepare", help="bring every deployment up to date, at low priority: what a start does aside")
    commands.add_parser("publish", help="build a new board from the journal and make it current")
    commands.add_parser("figures", help="hold the published figures against the board; exit 1 on a mismatch")
    commands.add_parser("metrics", help="list every metric with its names, unit, formula and source as CSV")
    ingest = commands.add_parser("ingest", help="check files, take them in and publish; exit 1 when refused")
    ingest.add_argument("files", nargs="+", type=Path, metavar="FILE")
    ingest.add_argument("--uploader", default=getpass.getuser(), help="who hands them in (default: %(default)s)")
    ingest.add_argument("--datum", help="of boundaries and points: wgs84, cgcs2000, gcj02 or bd09")
    ingest.add_argument("--approval", default="", metavar="NUMBER", help="map approval number of boundaries")
    template = commands.add_parser("template", help="write the workbook to fill in")
    template.add_argument("--out", type=Path, default=Path("一线上报模板.xlsx"), metavar="FILE")
    check = commands.add_parser("verify", help=(
        "compare journal, snapshots and board with their checksums, exit 1 on damage; or hold a snapshot's file or "
        "number against the library: 0 the same, 1 what differs, 2 cannot be read"
    ))
    check.add_argument("what", nargs="?", metavar="FILE|ID", help="of whatever deployment")
    backup = commands.add_parser("backup", help="copy the journal and the boundaries into a .tar file or a folder")
    backup.add_argument("target", type=Path, metavar="FILE.tar|DIR")
    back = commands.add_parser("restore", help="bring a copy back into an empty home and publish it")
    back.add_argument("source", type=Path, metavar="FILE.tar|DIR")
    walls = commands.add_parser("walls", help="list the walls and their tokens, make a token or take one back")
    walls.add_argument("--make", metavar="NAME", help="make a token for a wall of this name and print its address once")
    walls.add_argument("--area", metavar="CODE", help="the place it may show (default: all of the deployment)")
    walls.add_argument("--days", type=int, metavar="N", help="for how many days it is good (default: until taken back)")
    walls.add_argument("--revoke", metavar="NAME", help="take the token of this wall back at once")
    walls.add_argument("--by", default=getpass.getuser(), metavar="POST", help="who does it (default: %(default)s)")
    machines = commands.add_parser("machines", help="list the tokens of machines, make a token or take one back")
    machines.add_argument("--make", metavar="NAME", help="make a token for this sender and print it once")
    machines.add_argument("--may", default="hand_in", metavar="RIGHTS", help="hand_in, read or both (default: hand_in)")
    machines.add_argument("--days", type=int, metavar="N", help="how many days it is good (default: until taken back)")
    machines.add_argument("--revoke", metavar="NAME", help="take the token of this sender back at once")
    commands.add_parser("drop", help="take in what lies in the drop folders; exit 1 if some of it was refused")
    reports = commands.add_parser("reports", help="take the scheduled reports that are due; exit 1 if one failed")
    reports.add_argument("--now", default="", metavar="NAME", help="take this one whether it is due or not")
    fill = commands.add_parser("fill", help="fill in another department's empty form from what is held; exit 1 if not")
    fill.add_argument("form", type=Path, metavar="FORM.xlsx")
    fill.add_argument("--grain", default="", help="what a row is: township, community, checkpoint, compound, problem, "
                      "visit, unit, shift or scope (default: as kept on the screen, or as its columns say)")
    fill.add_argument("--area", default="", metavar="CODE", help="the place (default: all)")
    fill.add_argument("--on", default="", metavar="DATE", help="the duty date (default: the latest)")
    fill.add_argument("--shift", default="", metavar="CODE", help="the shift (default: the latest)")
    fill.add_argument("--out", type=Path, metavar="FILE", help="default: FORM-filled.xlsx beside it")
    fill.add_argument("--about", action="store_true", help="add a sheet about the data")
    commands.add_parser("docs", help="write docs/metrics.md, docs/dictionary.md and docs/coverage.md")
    return parser.parse_args(argv)
