"""Why a file, or one of its rows, is not taken: a short word that the app turns into a sentence."""


class RefusedError(Exception):
    """The whole file is refused."""

    def __init__(self, code: str, **values: object) -> None:
        """Take the word, and what the sentence names."""
        super().__init__(code)
        self.code = code
        self.values = values
