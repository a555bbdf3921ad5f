"""What has been asked of a word before: taking words apart is slow, and the same few thousand come again."""

from __future__ import annotations

from collections.abc import Callable

MOST_MET = 50_000  # words that are kept in memory


class Met(dict[str, bool]):
    """Whether something holds of a word, worked out when it is first met."""

    def __init__(self, tell: Callable[[str], bool]) -> None:
        self.tell = tell

    def __missing__(self, word: str) -> bool:
        if len(self) >= MOST_MET:
            self.clear()
        self[word] = holds = self.tell(word)
        return holds
