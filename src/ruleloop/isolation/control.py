"""What worker and warm parent say to each other."""

import struct

import msgspec

from ruleloop.isolation.interface_source import ModuleSource
from ruleloop.isolation.layers import Layer
from ruleloop.isolation.lockdown import Tier

FORK, REAP = b"F", b"R"  # a request to reap is followed by a process id
PID = struct.Struct("<i")
REAPED = struct.Struct("<id")  # wait status, processor seconds


class Start(msgspec.Struct, frozen=True):
    """What a warm parent is told first: the interface's modules, and what its cells may use."""

    sources: tuple[ModuleSource, ...]
    most: Tier
    memory_bytes: int
    cpu_s: int
    die_with_worker: bool
    slow_proofs: bool = False


class Started(msgspec.Struct, frozen=True):
    """What it answers: the tier that its cells have, or what is wrong with the interface."""

    tier: Tier
    layers: tuple[Layer, ...] = ()
    problem: str = ""
