"""What is wrong with a world: one sentence each, all at once."""

from collections.abc import Iterator

from simulators.education_paths.world import World

Check = tuple[bool, str]


def problems(world: World) -> list[str]:
    """Everything wrong with a world; empty when it can be played. Files are read elsewhere."""
    checks = [*_files(world), *_course(world), *_time(world)]
    return [sentence for wrong, sentence in checks if wrong]


def _files(world: World) -> Iterator[Check]:
    yield (
        bool(world.concepts_csv) != bool(world.activities_csv),
        "concepts_csv, activities_csv: expected both or none of them",
    )


def _course(world: World) -> Iterator[Check]:
    generated = not world.concepts_csv
    yield (
        generated and world.layers > world.concepts,
        f"layers: expected at most concepts ({world.concepts}), got {world.layers}",
    )
    yield (
        generated and world.exam_items < world.concepts,
        (
            f"exam_items: expected at least concepts ({world.concepts}), got {world.exam_items};"
            " every concept is asked"
        ),
    )


def _time(world: World) -> Iterator[Check]:
    room_min = world.days * world.session_min
    yield (
        room_min < world.budget_min,
        (
            f"budget_min: expected at most days x session_min ({room_min:g}), got"
            f" {world.budget_min:g}"
        ),
    )
    longest = {
        name: getattr(world, name)
        for name in ("video_min", "text_min", "worked_min", "easy_min", "middle_min", "hard_min")
    }
    for name, minutes in () if world.concepts_csv else longest.items():
        yield (
            minutes > world.session_min,
            f"{name}: expected at most session_min ({world.session_min:g}), got {minutes:g}",
        )
