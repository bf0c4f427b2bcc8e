"""What is true now: the fold of all records, independent of the order in which they arrive."""

from showclear.domain.situation.fold import Situation, fold

__all__ = ["Situation", "fold"]
