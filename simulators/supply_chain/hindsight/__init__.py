"""The best plans known to someone who has seen the whole day or week."""
