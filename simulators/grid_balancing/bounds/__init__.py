"""What a week cannot cost less than."""
