"""Evidence: what is kept and why."""
