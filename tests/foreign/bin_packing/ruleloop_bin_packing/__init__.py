"""Online bin packing, as FunSearch posed it (Romera-Paredes et al. 2024)."""
