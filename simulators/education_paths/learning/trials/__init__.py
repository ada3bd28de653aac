"""Virtual randomised trials: what the coefficients of learning were fitted to.

Each plays both arms with the same learners, as long as the published study did and with the same
minutes, and compares the post-tests. They are played by the tests and by a benchmark.
"""
