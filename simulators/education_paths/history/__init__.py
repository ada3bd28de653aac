"""What recorded answers of real learners tell about the parameters of a world."""
