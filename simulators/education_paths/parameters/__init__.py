"""The parameters of a course, its learners and how they learn, by topic."""
