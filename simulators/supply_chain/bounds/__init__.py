"""Proven lower bounds on the cost of a day or a week."""
