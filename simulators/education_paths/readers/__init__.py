"""A course of the user's own, from CSV files."""
