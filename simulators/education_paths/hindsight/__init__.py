"""What could have been reached by somebody who sees what learners really know."""
