"""Replications on one machine or many."""
