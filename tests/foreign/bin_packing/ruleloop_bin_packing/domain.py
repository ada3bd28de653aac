"""What is measured and forbidden when packing online."""

from ruleloop.domain import AtLeast, AtMost, Domain, Idiom, Minimise, Signal, Stress
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
        Signal("size_units", "units", "the size of the item"),
        Signal("room_units", "units", "the room in the bin"),
        Signal("box.capacity_units", "units", "the capacity of a bin"),
        Signal("left_units", "units", "the gap that is left after the item"),
    ),
    idioms=(
        Idiom("left_units < {c}", "bool", ((1.0, 30.0),), "a gap that little will fill"),
        Idiom("left_units > {c}", "bool", ((10.0, 80.0),), "room for more to come"),
        Idiom(
            "{c} < left_units < {c}",
            "bool",
            ((0.0, 20.0), (10.0, 60.0)),
            "too much to waste and too little to fill",
        ),
        Idiom("room_units > {c} * size_units", "bool", ((1.0, 4.0),), "much larger than the item"),
        Idiom("room_units >= box.capacity_units", "bool", (), "an empty bin"),
        Idiom("abs(left_units - {c})", "units", ((0.0, 60.0),), "distance from a good remainder"),
        Idiom("box.capacity_units - left_units", "units", (), "how full the bin will be"),
    ),
    edges=({"items": 0}, {"items": 1}),
    floor=lambda world, draws: 0.0,  # the excess is over a proven bound
    plain_words={
        "excess_percent": "bins above the least that could hold all items, in per cent",
        "bins": "bins opened",
        "illegal_share": "items that were put where they do not fit",
    },
)
