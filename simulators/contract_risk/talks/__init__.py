"""Talks: what the legal team can handle, and how long signatures wait for it."""
