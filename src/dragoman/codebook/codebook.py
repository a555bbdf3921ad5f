"""The codebook: types, modes, scores and frames, read from TOML and checked."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from dragoman.codebook.composition import Acts, Beside, NormalForm, OwnEnd
from dragoman.codebook.ontology import Ontology, OntologyFile, name_event, read_ontology
from dragoman.errors import DataError
from dragoman.overlay import NONE, Overlay
from dragoman.tables import read_table

FOLDER = Path(__file__).parent
T = TypeVar("T")

Kind = Literal["act", "ask", "refuse", "threaten", "promise", "operate", "charge", "say", "relate"]
Content = Literal[
    "actual", "announced", "future", "prepared", "attempted", "stopped", "negated", "hypothetical"
]
Need = Literal["actor", "recipient", "both", "either"]


class Type(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the sixteen PLOVER types, or one of the user's."""

    score: float
    quad: str
    meaning: str
    recipient: str = "optional"
    modes: dict[str, float] = {}


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A meaning shared by all languages; see the comment at the top of frames.toml."""

    meaning: str
    type: str | None = None
    mode: str | None = None
    kind: Kind = "act"
    symmetric: bool = False
    parties: bool = False
    between: bool = False
    fallback: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()
    fallback_sector: str | None = None
    needs: Need = "either"
    other: bool = False
    abroad: bool = False
    control: Literal["object", "subject"] | None = None
    injured: bool = False
    alleges: bool = False
    also: str | None = None
    by_state: str | None = None
    by_country: str | None = None
    in_debate: str | None = None
    content: Content | None = None
    act: str | None = None
    change: str | None = None


class Context(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the 37 contexts, with the sectors and the events ("TYPE" or "TYPE/mode") that bring it along."""

    meaning: str
    sectors: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


class Codebook(msgspec.Struct, frozen=True):
    """Everything the coder knows about types and meanings."""

    profile: str
    types: dict[str, Type]
    frames: dict[str, Frame]
    normal_forms: tuple[NormalForm, ...]
    content_modes: dict[str, dict[str, str]]
    stopped: dict[str, tuple[str, str]]
    promised_not: dict[str, str]
    promised_harm: dict[str, str]
    default_mode: dict[str, str]
    said_acts: dict[str, str]
    said_inside: frozenset[str]
    held: frozenset[str]
    acts: Acts
    obligation: str
    charge: str
    exchange: tuple[str, ...]
    answered_at_home: tuple[str, ...]
    joined: tuple[str, ...]
    turned_home: tuple[str, ...]
    criticised: tuple[str, ...]
    popular: frozenset[str]
    personal: frozenset[str]
    on_the_spot: frozenset[str]
    domestic: frozenset[str]
    freeing: frozenset[str]
    taking: frozenset[str]
    rescued: str
    contexts: dict[str, Context]
    hostility: str
    acceptance: str
    regret: str
    harms: frozenset[str]
    given: frozenset[str]
    beside: tuple[Beside, ...] = ()
    many: dict[str, str] = {}
    own_end: OwnEnd | None = None
    ontology: Ontology = Ontology()
    overlay: Overlay = NONE

    def score(self, type_: str, modes: tuple[str, ...]) -> float:
        """The PLOVER score of a record: its first mode's, else its type's."""
        entry = self.types[type_]
        return next((entry.modes[mode] for mode in modes if mode in entry.modes), entry.score)


class _Types(msgspec.Struct, forbid_unknown_fields=True):
    profile: str
    type: dict[str, Type]


class _Frames(msgspec.Struct, forbid_unknown_fields=True):
    frame: dict[str, Frame]


class _Contexts(msgspec.Struct, forbid_unknown_fields=True):
    context: dict[str, Context]


class _Composition(msgspec.Struct, forbid_unknown_fields=True):
    normal_form: tuple[NormalForm, ...]
    content_mode: dict[str, dict[str, str]]
    stopped: dict[str, tuple[str, str]]
    promised_not: dict[str, str]
    promised_harm: dict[str, str]
    default_mode: dict[str, str]
    said_act: dict[str, str]
    said_inside: frozenset[str]
    held: frozenset[str]
    act: Acts
    obligation: str
    charge: str
    exchange: tuple[str, ...]
    answered_at_home: tuple[str, ...]
    joined: tuple[str, ...]
    turned_home: tuple[str, ...]
    criticised: tuple[str, ...]
    popular: frozenset[str]
    personal: frozenset[str]
    on_the_spot: frozenset[str]
    domestic: frozenset[str]
    freeing: frozenset[str]
    taking: frozenset[str]
    rescued: str
    hostility: str
    acceptance: str
    regret: str
    harms: frozenset[str]
    given: frozenset[str]
    beside: tuple[Beside, ...]
    many: dict[str, str]
    own_end: OwnEnd


@cache
def load_codebook(folder: Path = FOLDER, overlay: Overlay = NONE) -> Codebook:
    """The codebook of `folder` with the overlay's meanings and types.

    Raises DataError naming the file and the entry that is wrong.
    """
    types = _decode(folder / "plover.toml", _Types)
    frames = _decode(folder / "frames.toml", _Frames)
    own_types = [(path, read_ontology(path)) for path in overlay.files("ontology.toml")]
    profile, known, ontology = types.profile, dict(types.type), Ontology()
    for path, file in own_types:
        profile = file.profile or profile
        known = _add_types(known, file, path)
        ontology = _join_ontology(ontology, file, known, path)
    sources = {name: folder / "frames.toml" for name in frames.frame}
    for path in overlay.files("frames.toml"):
        own = _decode(path, _Frames).frame
        frames.frame.update(own)
        sources.update(dict.fromkeys(own, path))
    composition = _decode(folder / "composition.toml", _Composition)
    contexts = _decode(folder / "contexts.toml", _Contexts).context
    for name, context in contexts.items():
        for event in context.events:
            type_, _, mode = event.partition("/")
            if type_ not in known or (mode and mode not in known[type_].modes):
                raise DataError(
                    f"unknown event {event!r}",
                    where=f"{folder / 'contexts.toml'}: context {name}",
                    remedy="a type or TYPE/mode of plover.toml",
                )
    for name, frame in frames.frame.items():
        if frame.type is not None:
            event = f"{frame.type}/{frame.mode}" if frame.mode else frame.type
            name_event(event, _list_modes(known), f"{sources[name]}: frame {name}")
    return Codebook(
        profile=profile,
        types=known,
        frames=frames.frame,
        normal_forms=composition.normal_form,
        content_modes=composition.content_mode,
        stopped=composition.stopped,
        promised_not=composition.promised_not,
        promised_harm=composition.promised_harm,
        default_mode=composition.default_mode,
        said_acts=composition.said_act,
        said_inside=composition.said_inside,
        held=composition.held,
        acts=composition.act,
        obligation=composition.obligation,
        charge=composition.charge,
        exchange=composition.exchange,
        answered_at_home=composition.answered_at_home,
        acceptance=composition.acceptance,
        regret=composition.regret,
        joined=composition.joined,
        turned_home=composition.turned_home,
        criticised=composition.criticised,
        popular=composition.popular,
        personal=composition.personal,
        on_the_spot=composition.on_the_spot,
        domestic=composition.domestic,
        freeing=composition.freeing,
        taking=composition.taking,
        rescued=composition.rescued,
        contexts=contexts,
        hostility=composition.hostility,
        harms=composition.harms,
        given=composition.given,
        beside=composition.beside,
        many=composition.many,
        own_end=composition.own_end,
        ontology=ontology,
        overlay=overlay,
    )


def _add_types(known: dict[str, Type], file: OntologyFile, path: Path) -> dict[str, Type]:
    """The types with those of the user, and with further modes for the shipped ones."""
    merged = dict(known)
    for name, own in file.type.items():
        base = known.get(name)
        score, quad, meaning = (
            (own.score, own.quad, own.meaning)
            if base is None
            else (
                base.score if own.score is None else own.score,
                own.quad or base.quad,
                own.meaning or base.meaning,
            )
        )
        if score is None or quad is None or meaning is None:
            remedy = "give score, quad and meaning (further modes of a shipped type need none of them)"
            raise DataError("a new type is not told in full", where=f"{path}: type {name}", remedy=remedy)
        modes = own.modes if base is None else base.modes | own.modes
        merged[name] = Type(score, quad, meaning, own.recipient if base is None else base.recipient, modes)
    return merged


def _join_ontology(below: Ontology, file: OntologyFile, known: dict[str, Type], path: Path) -> Ontology:
    """The ontology with the file's splits and with what its types take."""
    modes = _list_modes(known)
    taken: dict[str, str] = {}
    for name, own in file.type.items():
        for event in own.takes:
            where = f"{path}: type {name}"
            name_event(event, modes, where)
            if event in taken:
                raise DataError(f"{event} is taken by {taken[event]} too", where=where, remedy="keep one")
            taken[event] = name
    for number, split in enumerate(file.split, 1):
        where = f"{path}: split {number}"
        name_event(f"{split.type}/{split.when}" if split.when else split.type, modes, where)
        name_event(f"{split.type}/{split.mode}" if split.mode else str(split.into), modes, where)
    return Ontology((*below.splits, *file.split), below.taken | taken, below.only or file.only)


def _list_modes(types: dict[str, Type]) -> dict[str, frozenset[str]]:
    return {name: frozenset(entry.modes) for name, entry in types.items()}


def _decode(path: Path, kind: type[T]) -> T:
    try:
        return read_table(path, kind)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(
            str(error), where=str(path), remedy="see codebook/codebook.py for the schema"
        ) from None
