"""The layers of the wall round rule code, and the proof that each of them holds on this machine."""

import msgspec


class Layer(msgspec.Struct, frozen=True):
    """One layer: whether it holds here, what it does, and how an attempt to break it failed.

    `needed` layers make the tier `locked`; without one of them the tier is `process`.
    """

    name: str
    active: bool
    needed: bool
    detail: str
    proof: str


_INTERFACE = """
from typing import Protocol
class Rules(Protocol):
    def decide(self, observation: float) -> float: ...
"""


def probe() -> tuple[Layer, ...]:
    """Try to break each layer in a process of its own; takes about a second of processor time.

    Raises:
        WorkerFailure: the warm parent could not be started.
    """
    from ruleloop.isolation.control import Start
    from ruleloop.isolation.interface_source import ModuleSource
    from ruleloop.isolation.limits import Limits
    from ruleloop.isolation.parent_process import ParentProcess

    limits = Limits()
    parent = ParentProcess(
        Start(
            sources=(ModuleSource("simulators.probe.interface", _INTERFACE),),
            most="locked",
            memory_bytes=limits.memory_bytes,
            cpu_s=limits.cpu_s,
            die_with_worker=False,
            slow_proofs=True,
        )
    )
    parent.close()
    return parent.started.layers
