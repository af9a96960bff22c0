"""The SOPs of the office and the figures they gather: runs, steps, clocks, tasks."""
