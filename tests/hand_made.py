"""Sentences analysed by hand, so that the code half is tested without the model.

A word is written `form/lemma/UPOS/relation<head`, with `/feats` where they matter; heads count from 1:

    Rusland/Rusland/PROPN/nsubj<2 valt/aanvallen/VERB/root<0/VerbForm=Fin Georgië/Georgië/PROPN/obj<2
"""

from __future__ import annotations

from dragoman.atlas.atlas import Atlas
from dragoman.codebook.codebook import load_codebook
from dragoman.languages.function import load_function
from dragoman.pipeline import code_story
from dragoman.records import Parse, Sentence, Story, StoryRecord, Token
from dragoman.stages.actors.finder import ActorFinder
from dragoman.stages.trees.tree import Tree

MODEL = "by hand"


def make_sentence(words: str, start: int = 0) -> Sentence:
    """The sentence whose text is the forms with single spaces between."""
    tokens = []
    at = start
    for word in words.split():
        form, lemma, upos, place, *feats = word.split("/")
        relation, _, head = place.rpartition("<")
        tokens.append(Token(form, at, at + len(form), lemma, upos, "".join(feats), int(head), relation))
        at += len(form) + 1
    return Sentence(start, at - 1, 0, tuple(tokens))


def make_tree(words: str, language: str = "en") -> Tree:
    """The tree of one sentence."""
    return Tree(make_sentence(words), 0, load_function(language))


def make_story(
    *sentences: str,
    language: str = "en",
    published: str | None = "2023-05-05",
    publisher: str | None = None,
) -> tuple[Story, Parse]:
    """A story of hand-made sentences, and its parse."""
    made: list[Sentence] = []
    for words in sentences:
        made.append(make_sentence(words, made[-1].end + 1 if made else 0))
    text = " ".join(token.form for sentence in made for token in sentence.tokens)
    story = Story(id="by-hand", text=text, language=language, published=published, publisher=publisher)
    return story, Parse(story.id, language, MODEL, tuple(made))


def code_by_hand(
    *sentences: str,
    language: str = "en",
    published: str | None = "2023-05-05",
    publisher: str | None = None,
) -> StoryRecord:
    """The records of a hand-made story by the shipped codebook, lexicon and atlas."""
    story, parse = make_story(*sentences, language=language, published=published, publisher=publisher)
    return code_story(story, parse, load_codebook(), Atlas.load())


def find_actors(
    *sentences: str,
    language: str = "en",
    published: str | None = "2023-05-05",
    publisher: str | None = None,
) -> ActorFinder:
    """The actor finder of a hand-made story by the shipped atlas."""
    story, parse = make_story(*sentences, language=language, published=published, publisher=publisher)
    function = load_function(language)
    trees = [Tree(sentence, number, function) for number, sentence in enumerate(parse.sentences)]
    return ActorFinder(story, trees, Atlas.load(), function)
