"""The other sides: what they think of terms, and what they do about it."""
