"""What is published is found."""


def index_article(translation_id: int) -> None:
    """Let a translation be found, or no longer."""
