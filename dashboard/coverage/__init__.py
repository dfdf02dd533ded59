"""What each office, target and riding has had: tables in, tables out.

An action counts where the days it covers and the days asked for overlap. Rows are one per office, one per target for
its actions that name no office, and one per riding for postering of the riding and for whatever names only a riding
whose member is not known.
"""

from dashboard.coverage.removed import Removed
from dashboard.coverage.table import CoverageIndex, by_riding, coverage, summed

__all__ = ["CoverageIndex", "Removed", "by_riding", "coverage", "summed"]
