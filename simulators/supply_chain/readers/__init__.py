"""Days from real data: VRPLIB, Solomon and a user's own tables."""

from simulators.supply_chain.readers.faults import InputFaults
from simulators.supply_chain.readers.resample import read_day

__all__ = ["InputFaults", "read_day"]
