"""What can be controlled, with its physics and its terms."""
