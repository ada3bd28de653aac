"""Days and weeks from real data: VRPLIB, Solomon and a user's own tables."""

from simulators.supply_chain.readers.faults import InputFaults
from simulators.supply_chain.readers.resample import read_day
from simulators.supply_chain.readers.resample_week import read_week

__all__ = ["InputFaults", "read_day", "read_week"]
