"""The cheapest set of tours out of a pool: set partitioning over everything ever worked out.

Balinski & Quandt 1964, doi:10.1287/opre.12.2.300. Its linear relaxation is solved first; whatever
has a reduced cost above the gap to a known solution is in no better one, and is left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simulators.supply_chain.hindsight.tours import Course, Item, Tour

EFFORT = 0.8  # CP-SAT's deterministic time, about seconds
MOST_KEPT = 3_000
EDGE_EUR = 1e-6


@dataclass(frozen=True)
class Limits:
    """What tours share.

    moveable: items that at most one tour delivers; other items stay with exactly one.
    fleet: (days)(classes) vehicles, drivers: (days) people that are left for tours.
    """

    moveable: frozenset[int]
    fleet: tuple[tuple[int, ...], ...]
    drivers: tuple[int, ...]


@dataclass(frozen=True)
class _Column:
    """A tour of the pool, and what it saves: spot prices less its cost."""

    tour: Tour
    saves_eur: float


def cheapest_tours(
    pool: Mapping[Tour, Course], items: Sequence[Item], limits: Limits, start: Iterable[Tour]
) -> tuple[Tour, ...]:
    """Tours that cost no more than `start`, of which all are in the pool; a function of these.

    Raises:
        RuntimeError: OR-Tools cannot solve the linear relaxation.
    """
    known = frozenset(start)
    columns = _columns(pool, items, limits, known)
    chosen = _choose(_worth_keeping(columns, limits, known), limits, known)
    return chosen or tuple(sorted(known, key=_order))


def _columns(
    pool: Mapping[Tour, Course], items: Sequence[Item], limits: Limits, known: frozenset[Tour]
) -> list[_Column]:
    """The cheapest tour of every set of items, day and class; and those of the known solution."""
    best: dict[tuple[int, int, frozenset[int]], _Column] = {}
    for tour, course in pool.items():
        if course.cost_eur == float("inf") or not limits.moveable.isdisjoint(course.failed):
            continue
        delivered = frozenset(tour.items)
        spot_eur = sum(items[k].spot_eur for k in delivered & limits.moveable)
        column = _Column(tour, spot_eur - course.cost_eur)
        key = tour.day, tour.kind, delivered
        if key not in best or _rank(column, known) > _rank(best[key], known):
            best[key] = column
    return sorted(best.values(), key=lambda column: _order(column.tour))


def _rank(column: _Column, known: frozenset[Tour]) -> tuple[bool, float]:
    return column.tour in known, column.saves_eur


def _order(tour: Tour) -> tuple[int, int, float, tuple[tuple[int, ...], ...]]:
    return tour.day, tour.kind, tour.from_min, tour.trips


def _rows(columns: Sequence[_Column], limits: Limits) -> dict[Any, tuple[list[int], float, bool]]:
    """All constraints by name: columns, bound, and whether it is an equation."""
    rows: dict[Any, tuple[list[int], float, bool]] = {}

    def add(name: Any, column: int, most: float, *, is_equal: bool = False) -> None:
        rows.setdefault(name, ([], most, is_equal))[0].append(column)

    for k, column in enumerate(columns):
        tour = column.tour
        for item in tour.items:
            add(("item", item), k, 1.0, is_equal=item not in limits.moveable)
        add(("fleet", tour.day, tour.kind), k, limits.fleet[tour.day][tour.kind])
        add(("drivers", tour.day), k, limits.drivers[tour.day])
    return rows


def _worth_keeping(columns: list[_Column], limits: Limits, known: frozenset[Tour]) -> list[_Column]:
    """Columns that could be part of a better solution than the known one, and its own."""
    from ortools.linear_solver import pywraplp

    solver: Any = pywraplp.Solver("foresight", pywraplp.Solver.GLOP_LINEAR_PROGRAMMING)
    infinity = solver.infinity()
    variables = [solver.NumVar(0.0, infinity, "") for _ in columns]
    for held, most, is_equal in _rows(columns, limits).values():
        row = solver.Constraint(most if is_equal else -infinity, most)
        for k in held:
            row.SetCoefficient(variables[k], 1.0)
    objective = solver.Objective()
    for variable, column in zip(variables, columns, strict=True):
        objective.SetCoefficient(variable, column.saves_eur)
    objective.SetMaximization()
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        raise RuntimeError("OR-Tools found no solution of a linear relaxation that has one")
    gap = objective.Value() - sum(c.saves_eur for c in columns if c.tour in known) + EDGE_EUR
    lost = [-variable.reduced_cost() for variable in variables]
    ranked = sorted(range(len(columns)), key=lambda k: (lost[k], k))
    kept = {k for k in ranked[:MOST_KEPT] if lost[k] <= gap}
    return [c for k, c in enumerate(columns) if k in kept or c.tour in known]


def _choose(columns: list[_Column], limits: Limits, known: frozenset[Tour]) -> tuple[Tour, ...]:
    """The best selection that CP-SAT finds; empty when it finds none."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in columns]
    for held, most, is_equal in _rows(columns, limits).values():
        total = sum(taken[k] for k in held)
        model.add(total == int(most)) if is_equal else model.add(total <= int(most))
    cents = [round(100.0 * column.saves_eur) for column in columns]
    model.maximize(sum(c * t for c, t in zip(cents, taken, strict=True)))
    for column, variable in zip(columns, taken, strict=True):
        model.add_hint(variable, column.tour in known)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = EFFORT
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return ()
    chosen = zip(columns, taken, strict=True)
    return tuple(column.tour for column, variable in chosen if solver.value(variable))
