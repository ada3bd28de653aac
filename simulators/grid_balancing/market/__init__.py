"""Prices of energy: made up, or the user's own."""
