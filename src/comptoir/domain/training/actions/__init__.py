"""What we do for training."""

from comptoir.domain.training.actions.passing import recognise_training, remind_of_pass

__all__ = ["recognise_training", "remind_of_pass"]
