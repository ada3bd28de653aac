"""Rule code in a cell of its own: gate, cell, boundary."""
