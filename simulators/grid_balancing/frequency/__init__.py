"""Frequency, second by second."""
