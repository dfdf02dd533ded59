"""The Data page's part about campaigns and the numbers of the pressure formula, each of which can be changed."""

from dashboard.ui.formula.numbers import campaigns
from dashboard.ui.formula.section import formula

__all__ = ["campaigns", "formula"]
