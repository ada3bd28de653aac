"""The IEEE 39-bus system of ANDES 2.0 (case ieee39_full) as one mass, and what ANDES says of it.

ANDES (Cui et al. 2021, doi:10.1109/TPWRS.2020.3017019) has full machine, exciter and governor
models. Recorded: the lowest frequency and the one 38 s after a unit trips.
"""

from simulators.grid_balancing.frequency.frequency import Governor, Swing

# number: (M in s, rating in MVA); M = 2 H
MACHINES = {
    1: (8.4, 1040.0), 2: (6.06, 836.0), 3: (7.16, 843.7), 4: (5.72, 1174.8), 5: (5.2, 1080.2),
    6: (6.96, 1085.7), 7: (5.28, 1025.2), 8: (4.86, 970.2), 9: (6.9, 1684.1), 10: (100.0, 1199.0),
}  # fmt: skip
DROOP, VALVE_S, LEAD_S, LAG_S = 0.05, 0.05, 1.0, 2.1  # of every TGOV1
NOMINAL_HZ = 60.0
# tripped unit: (MW lost, lowest Hz, Hz after 38 s)
TRIPS = {1: (436.0, 59.818, 59.863), 5: (508.0, 59.792, 59.841)}


def without(unit: int, *, step_s: float) -> Swing:
    """The machines that are left when `unit` has tripped."""
    left = [machine for number, machine in MACHINES.items() if number != unit]
    rating = sum(mva for _, mva in left)
    return Swing(
        kinetic_mws=sum(0.5 * momentum * mva for momentum, mva in left),
        load_mw=6_000.0,
        governor=Governor(
            mw_per_hz=rating / DROOP / NOMINAL_HZ,
            low_mw=-3_000.0,
            high_mw=3_000.0,
            valve_s=VALVE_S,
            lead_s=LEAD_S,
            lag_s=LAG_S,
        ),
        nominal_hz=NOMINAL_HZ,
        step_s=step_s,
    )
