"""The scenes of a wall by name. One map stays mounted through all of them; what stands beside it changes."""

from frontline import scene_situation, walls
from frontline.run import Run

DRAW = {"situation": scene_situation.show}


def show_scene(run: Run) -> None:
    """Draw the scene that the address names."""
    DRAW[run.scene](run, *walls.parts(run))
