"""How the figures are made, for those who want to check them: the formula, its numbers, its limits, an example."""
