"""The parameters of a grid week, by subject; `meta.py` says how one is declared."""
