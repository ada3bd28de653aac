"""Reader of `.sol` files: the routes and the cost of a best-known solution."""

import re
from pathlib import Path

import msgspec

from simulators.supply_chain.readers.faults import fault, raise_if_any
from simulators.supply_chain.readers.vrp_file import read_lines

ROUTE = re.compile(r"Route\s+#(\d+)\s*:\s*((?:\d+\s*)*)$")
COST = re.compile(r"Cost:?\s+(\d+(?:\.\d+)?)\s*$")


class Solution(msgspec.Struct, frozen=True):
    """Routes of customer numbers (1 is the first customer, the depot is left out) and their cost.

    The cost is in the unit of the instance file.
    """

    routes: tuple[tuple[int, ...], ...]
    cost: float


def read_sol(path: Path) -> Solution:
    """Read one solution.

    Raises:
        InputFaults: a line that is neither a route nor a cost, or one of the two is missing.
    """
    file = path.name
    faults: list[str] = []
    routes: list[tuple[int, ...]] = []
    cost: float | None = None
    for number, line in enumerate(read_lines(path), start=1):
        if route := ROUTE.match(line.strip()):
            routes.append(tuple(int(word) for word in route[2].split()))
        elif found := COST.match(line.strip()):
            cost = float(found[1])
        elif line.strip():
            expected = "`Route #k: ...` or `Cost c`"
            faults.append(fault(file, row=number, expected=expected, got=repr(line.strip()[:40])))
    if not routes:
        faults.append(fault(file, expected="at least one route", got="none"))
    if cost is None:
        faults.append(fault(file, expected="a line `Cost c`", got="none"))
    raise_if_any(faults)
    return Solution(tuple(routes), cost or 0.0)
