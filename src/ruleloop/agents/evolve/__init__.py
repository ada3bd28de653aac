"""The built-in agent: a search over rule source that needs no model."""
