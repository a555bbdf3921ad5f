"""The order of work, on one screen: read() makes the parse, code() makes the records."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from dragoman import __version__
from dragoman.atlas.atlas import Atlas
from dragoman.atlas.overlay import load_atlas
from dragoman.codebook.codebook import Codebook, load_codebook
from dragoman.codebook.confidence import load_confidence
from dragoman.codebook.politics import load_politics
from dragoman.languages.contexts import load_contexts, load_themes
from dragoman.languages.forms import load_forms, mend_lemmas
from dragoman.languages.function import load_function
from dragoman.languages.lexicon import Lexicon, load_lexicon
from dragoman.overlay import NONE, Overlay
from dragoman.records import Parse, Story, StoryRecord, Versions
from dragoman.stages.actors.bare_names import place_names
from dragoman.stages.actors.finder import ActorFinder
from dragoman.stages.actors.published import mark_events, mark_statements
from dragoman.stages.contexts import ContextFinder
from dragoman.stages.events.companions import leave_preludes
from dragoman.stages.events.confidence import Assessor
from dragoman.stages.events.drafter import Drafter
from dragoman.stages.events.identity import describe_telling, merge_mentions
from dragoman.stages.events.maker import EventMaker
from dragoman.stages.events.ontology import Recaster
from dragoman.stages.events.politics import PoliticsGate
from dragoman.stages.frames.finder import Found, FrameFinder
from dragoman.stages.mentions import list_names
from dragoman.stages.relations import RelationFinder
from dragoman.stages.speech.finder import SpeechFinder
from dragoman.stages.speech.statements import StatementMaker, link_disputes, list_reported
from dragoman.stages.surroundings import Surroundings
from dragoman.stages.times.story import StoryTimes
from dragoman.stages.trees.mending import mend_tree
from dragoman.stages.trees.preterites import free_joined, free_preterite
from dragoman.stages.trees.subordinators import part_clauses, tie_clauses
from dragoman.stages.trees.tree import Tree
from dragoman.stages.trees.verbless import find_verb, free_described
from dragoman.syntax.reader import Reader
from dragoman.syntax.reading import read_stories


class Coder:
    """Reads and codes stories; holds the model, the codebook and the atlas.

    With `kept`, a file of parses, stories found there with the same text are not read again, and the
    model is loaded only when another story comes.
    """

    def __init__(
        self, codebook: Codebook, atlas: Atlas, reader: Reader | None, kept: Path | None = None
    ) -> None:
        self.codebook = codebook
        self.atlas = atlas
        self.kept = kept
        self._reader = reader

    @classmethod
    def load(cls, kept: Path | None = None, overlay: Overlay = NONE, *, reading: bool = True) -> Coder:
        """A coder with the shipped model, codebook and atlas, and `overlay` laid over them.

        Without `reading`, or with `kept`, the model is loaded only when a story must be read after all.
        Raises ModelError, DataError or SourceError.
        """
        if kept is not None:
            from dragoman.syntax.parses import check_parses  # with duckdb, which nothing else here needs

            check_parses(kept)
        reader = Reader.load() if reading and kept is None else None
        return cls(load_codebook(overlay=overlay), load_atlas(overlay), reader, kept)

    @property
    def reader(self) -> Reader:
        """The syntax model, loaded when it is first needed."""
        if self._reader is None:
            self._reader = Reader.load()
        return self._reader

    def read(self, stories: Sequence[Story]) -> list[Parse]:
        """The parses of the stories, in their order; sentences of all stories share the model's batches."""
        found: dict[str, Parse] = {}
        if self.kept is not None:
            from dragoman.syntax.parses import digest_text, find_parses

            found = find_parses(self.kept, {story.id: digest_text(story.text) for story in stories})
        missing = [story for story in stories if story.id not in found]
        fresh = iter(read_stories(missing, self.reader) if missing else ())
        return [found[story.id] if story.id in found else next(fresh) for story in stories]

    def code(self, story: Story, parse: Parse) -> StoryRecord:
        """The records of one story from its parse; raises DataError for a language without coder pack."""
        return code_story(story, parse, self.codebook, self.atlas)

    def study(self, story: Story, parse: Parse) -> tuple[Study, StoryRecord]:
        """What the coder saw in a story, and the record it made of it; raises as `code` does."""
        study = study_story(story, parse, self.codebook, self.atlas)
        return study, code_study(study, self.codebook, self.atlas)


class Study(Struct, frozen=True):
    """What the coder sees in a story before it makes records: trees, actors, and frames by their tokens."""

    story: Story
    parse: Parse
    lexicon: Lexicon
    trees: list[Tree]
    actors: ActorFinder
    found: list[dict[int, Found]]


def code_story(story: Story, parse: Parse, codebook: Codebook, atlas: Atlas) -> StoryRecord:
    """The records of a story: what there is to see in it, then what is made of it."""
    return code_study(study_story(story, parse, codebook, atlas), codebook, atlas)


def study_story(story: Story, parse: Parse, codebook: Codebook, atlas: Atlas) -> Study:
    """The first part of the code half, stage by stage: each line's result is what the next line reads."""
    function = load_function(story.language)
    lexicon = load_lexicon(story.language, codebook.overlay)
    forms = load_forms(story.language, codebook.overlay)
    sentences = [mend_lemmas(sentence, forms) for sentence in parse.sentences]
    read = [Tree(sentence, number, function) for number, sentence in enumerate(sentences)]
    parsed = [free_described(find_verb(tree, forms), forms) for tree in read]
    parsed = [free_joined(free_preterite(tree), lexicon) for tree in parsed]
    mended = [tie_clauses(mend_tree(part_clauses(tree), lexicon), lexicon) for tree in parsed]
    names = [list_names(tree, atlas, story.language) for tree in mended]
    trees = [place_names(tree, own, atlas, story.language) for tree, own in zip(mended, names, strict=True)]
    actors = ActorFinder(story, trees, atlas, function, names)
    frames = FrameFinder(lexicon, codebook, actors)
    found = [frames.find(tree) for tree in trees]
    return Study(story, parse, lexicon, trees, actors, found)


def code_study(study: Study, codebook: Codebook, atlas: Atlas) -> StoryRecord:
    """The second part: speech, drafts, events and statements."""
    story, trees, actors, found = study.story, study.trees, study.actors, study.found
    speech = SpeechFinder(story.text, trees, actors, codebook)
    sayings = speech.find(found)
    actors.hear(sayings)
    drafter = Drafter(codebook, actors, sayings)
    times = StoryTimes(story, trees, found)
    maker = EventMaker(story, codebook, actors, drafter, times)
    drafts = [draft for tree, own in zip(trees, found, strict=True) for draft in drafter.draft(tree, own)]
    made = [(draft, event) for draft in drafts if (event := maker.make(draft)) is not None]
    made = leave_preludes(made, codebook)
    merged = merge_mentions(
        [describe_telling(draft, event) for draft, event in made],
        [describe_telling(draft, event) for draft, event, _ in maker.pointing],
    )
    around = Surroundings(load_contexts(story.language), trees)
    gate = PoliticsGate(load_politics(), around, Surroundings(load_themes(story.language), trees))
    contexts = ContextFinder(codebook, around)
    placed = tuple(contexts.place(event) for event in gate.pass_political(merged))
    stating = StatementMaker(story, trees, actors, speech.quotations, codebook)
    told = tuple(stating.make(one, placed, list_reported(one, sayings)) for one in sayings)
    linked = link_disputes(placed, told, codebook.acts.denying)
    recaster = Recaster(codebook, story.language, trees)
    recast, statements = recaster.recast(linked, told)
    assessor = Assessor(load_confidence())
    events = tuple(assessor.assess(event) for event in mark_events(recast, actors.home))
    relating = RelationFinder(story, actors, stating.topics, times, drafter)
    return StoryRecord(
        id=story.id,
        language=story.language,
        published=story.published,
        title=story.title,
        url=story.url,
        publisher=story.publisher,
        events=events,
        statements=tuple(contexts.place_statement(one) for one in mark_statements(statements, actors.home)),
        relations=tuple(
            one for tree, own in zip(trees, found, strict=True) for one in relating.find(tree, own)
        ),
        times=times.list_whens(),
        doubts=tuple(actors.gather_doubts() + maker.list_doubts(merged) + gate.doubts + recaster.doubts),
        versions=Versions(
            __version__, codebook.profile, atlas.version, study.parse.model, codebook.overlay.version
        ),
    )
