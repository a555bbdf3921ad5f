"""Where stories come from: files, pages, folders and streams become `Story`, or a `Refusal` that says why."""

from dragoman.sources.intake import count_stories, split_inputs, take_in
from dragoman.sources.refusals import Refusal

__all__ = ["Refusal", "count_stories", "split_inputs", "take_in"]
