"""Drivers' hours: the limits, the clock a driver goes by, and the audit of what was done.

Regulation (EC) 561/2006 art. 6 to 8 and 12, Directive 2002/15/EC art. 4, 5 and 7, as far as they
bind within one week; vans as German law has it; the Sunday ban of StVO 30.
"""

from simulators.supply_chain.law.activities import Activity, Breach
from simulators.supply_chain.law.audit import audit
from simulators.supply_chain.law.clock import Clock
from simulators.supply_chain.law.duty import DutyLimits, breaks_owed_min, limits_of, sunday_ban_min

__all__ = [
    "Activity",
    "Breach",
    "Clock",
    "DutyLimits",
    "audit",
    "breaks_owed_min",
    "limits_of",
    "sunday_ban_min",
]
