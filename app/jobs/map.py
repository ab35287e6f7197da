"""Work for the map."""

from app.services import ranks


def rerank() -> None:
    """Rank all public elements against each other."""
    ranks.rerank()
