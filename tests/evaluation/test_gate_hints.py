import importlib

import pytest

from ruleloop.evaluation.gate_hints import with_hints
from ruleloop.interface import read_interface
from ruleloop.isolation.gate import gate

RIGHT = "def plan_wave(wave, city, tools):\n    return "


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            f"{RIGHT}WavePlan(())",
            (
                "line 2: `WavePlan` is not defined; write"
                " `from simulators.supply_chain.interface import WavePlan`"
            ),
        ),
        (f"{RIGHT}Elsewhere", "line 2: `Elsewhere` is not defined"),
        (
            "def plan_waves(wave, city, tools):\n    return None",
            "no function `plan_wave(wave, city, tools)` is defined; `plan_waves` looks like it",
        ),
        ("", "no function `plan_wave(wave, city, tools)` is defined"),
        (
            "def plan_wave(wave, city):\n    return None",
            "line 1: `plan_wave(wave, city, tools)` takes 3 parameters",
        ),
        ("def plan_wave(wave, city, tools)\n    return None", "line 1: expected ':'"),
    ],
)
def test_a_reason_names_the_interface_and_what_is_probably_meant(source, told):
    interface = importlib.import_module("simulators.supply_chain.interface")
    assert with_hints(gate(source, read_interface(interface)), source, interface) == (told,)
