"""Drivers' hours: limits, the clock that a driver goes by, and the audit of what was done."""
