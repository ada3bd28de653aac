"""What is learnt: concepts and what they build on, activities, the exam."""
