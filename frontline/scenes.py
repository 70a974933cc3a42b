"""The scenes of a wall by name. One map stays mounted through all of them; what stands beside it changes."""

from frontline import (
    scene_care,
    scene_checkpoints,
    scene_problems,
    scene_situation,
    scene_staffing,
    scene_supervision,
    scene_volunteers,
    wall_stage,
)
from frontline.run import Run

DRAW = {
    "situation": scene_situation.show,
    "staffing": scene_staffing.show,
    "checkpoints": scene_checkpoints.show,
    "supervision": scene_supervision.show,
    "problems": scene_problems.show,
    "volunteers": scene_volunteers.show,
    "care": scene_care.show,
}


def show_scene(run: Run) -> None:
    """Draw the scene that the address names."""
    DRAW[run.scene](run, *wall_stage.parts(run))
