"""The routing solver behind `tools.solve`."""
