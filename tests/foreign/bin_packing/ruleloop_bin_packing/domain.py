"""What is measured and forbidden when packing online."""

from ruleloop.domain import AtLeast, AtMost, Domain, Idiom, Knob, Minimise, Signal, Stress
from ruleloop_bin_packing import interface
from ruleloop_bin_packing.simulator import World, simulate

DOMAIN = Domain(
    title="Online bin packing",
    world=World,
    interface=interface,
    simulate=simulate,
    objective=Minimise("excess_percent", "%"),
    guardrails=(AtMost("illegal_share", 0.0),),
    stress=(
        Stress(
            "only large items",
            {"scale_units": 80.0, "shape": 10.0, "items": 200},
            (AtLeast("bins", 1.0), AtMost("excess_percent", 60.0)),
            "few items share a bin",
        ),
    ),
    signals=(
        Signal("size_units", "units", "of the item"),
        Signal("room_units", "units", "left in the bin"),
        Signal("box.capacity_units", "units", "of a bin"),
        Signal("left_units", "units", "left in the bin after the item"),
    ),
    idioms=(
        Idiom("left_units < {c}", "bool", ((1.0, 30.0),), "a gap that little will fill"),
        Idiom("left_units > {c}", "bool", ((10.0, 80.0),), "room for more to come"),
        Idiom("room_units > {c} * size_units", "bool", ((1.0, 4.0),), "much larger than the item"),
        Idiom("abs(left_units - {c})", "units", ((0.0, 60.0),), "distance from a good remainder"),
    ),
    knobs=(Knob("LEAST_SCORE", "units", -200.0, 200.0),),
    edges=({"items": 0}, {"items": 1}),
    floor=lambda world, draws: 0.0,  # the excess is over a proven bound
    plain_words={
        "excess_percent": "bins above the least that could hold all items, in per cent",
        "bins": "bins opened",
        "illegal_share": "items that were put where they do not fit",
    },
)
