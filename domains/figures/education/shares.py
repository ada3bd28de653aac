"""What learners do at a time, as shares of all of them that sum to one."""

import numpy as np
from numpy.typing import NDArray

from domains.figures.education.record import Floats, Ints, Played

# Lessons in blues and green, exercises darker with difficulty, who does nothing in greys.
DOES = {
    "video": "#0072B2",
    "text": "#7CC3EC",
    "worked example": "#009E73",
    "easy exercise": "#FBE3A3",
    "middle exercise": "#E69F00",
    "hard exercise": "#7A4B00",
}
REST, FINISHED, GAVE_UP = "rests, or no time left", "finished early", "gave up"
IDLE = {REST: "#EDEDED", FINISHED: "#BDBDBD", GAVE_UP: "#3C3C3C"}
COLOUR_OF = {**DOES, **IDLE}
Bools = NDArray[np.bool_]
_LESSONS = ("video", "text", "worked")


def sort_of(played: Played) -> Ints:
    """For each activity of the course, its place in `DOES`."""
    kinds, levels = played.course["activity_kind"], played.course["activity_level"]
    return np.array(
        [
            _LESSONS.index(kind) if kind in _LESSONS else len(_LESSONS) + level - 1
            for kind, level in zip(kinds, levels, strict=True)
        ],
        dtype=np.int64,
    )


def by_day(played: Played) -> Floats:
    """Shares by day and entry of `COLOUR_OF`; who is in session counts by minutes."""
    doings, days = played.doings, played.days
    spent = np.zeros((played.learners, days, len(DOES)))
    sort = sort_of(played)[doings.activity]
    np.add.at(spent, (doings.who, doings.day, sort), doings.minutes)
    total = spent.sum(axis=2)
    shares = spent / np.where(total > 0.0, total, 1.0)[:, :, None]
    day = np.arange(days)
    gone = _gone(played, total > 0.0, left=played.stopped_day[:, None] < day, day=day)
    return np.concatenate([shares.mean(axis=0), gone], axis=1)


def by_step(played: Played, steps: int) -> Floats:
    """Shares by how many things a learner did before, and by entry of `COLOUR_OF`."""
    doings = played.doings
    early = doings.step < steps
    counts = np.zeros((steps, len(DOES)))
    np.add.at(counts, (doings.step[early], sort_of(played)[doings.activity[early]]), 1.0)
    done = np.bincount(doings.who, minlength=played.learners)
    is_busy = done[:, None] > np.arange(steps)
    gone = _gone(played, is_busy, left=played.gave_up[:, None], day=played.exam_day)
    return np.concatenate([counts / played.learners, gone], axis=1)


def _gone(played: Played, is_busy: Bools, *, left: Bools, day: Ints | int) -> Floats:
    """Shares of who does nothing, in the order of `IDLE`: (columns, 3). left: who gave up."""
    has_left = left & ~is_busy
    finished = (played.finished_day[:, None] <= day) & ~is_busy & ~has_left
    rest = ~is_busy & ~has_left & ~finished
    return np.stack([part.mean(axis=0) for part in (rest, finished, has_left)], axis=1)
