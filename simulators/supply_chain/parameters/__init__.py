"""The parameters of a world, in groups; `World` in `world.py` is all of them together."""
