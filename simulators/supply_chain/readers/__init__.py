"""Real data as plain tables: VRPLIB, Solomon and a user's own."""

from simulators.supply_chain.readers.faults import InputFaults

__all__ = ["InputFaults"]
