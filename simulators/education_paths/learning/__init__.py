"""How learners learn, forget and give up: two models with one interface."""
