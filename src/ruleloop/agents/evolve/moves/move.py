"""What a kind of edit is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ruleloop.agents.evolve.workbench import Draft, Workbench

Drafting = Callable[[Workbench], Draft | None]


@dataclass(frozen=True)
class Move:
    """A kind of edit. `draft` makes one at a drawn place, or returns None where none fits.

    `weight` is how often it is tried before anything is known of it; `structural` edits change
    what is decided, the others only by how much. `parent` says which rules it starts from.
    """

    name: str
    draft: Drafting
    weight: float = 1.0
    structural: bool = True
    parent: Literal["best", "shipped"] = "best"
