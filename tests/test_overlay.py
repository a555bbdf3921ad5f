"""A user's own folder over the shipped data: where it is found, what it changes, and what it refuses."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from hand_made import make_story

from dragoman import batch
from dragoman.atlas.overlay import load_atlas
from dragoman.codebook.codebook import load_codebook
from dragoman.errors import DataError
from dragoman.languages.forms import load_forms
from dragoman.languages.lexicon import load_lexicon
from dragoman.overlay import NONE, Overlay, find_overlay, open_overlay
from dragoman.pipeline import code_story
from dragoman.record_file import code_stories
from dragoman.records import StoryRecord
from dragoman.syntax.parses import write_parses

ENTRY = """
[[verb]]
lemma = "wag"
frame = "condemn"
recipient = ["obj"]
example = "Norway wagged Russia."
gives = "ACCUSE NOR > RUS"
"""
WAG = "Norway/Norway/PROPN/nsubj<2 wagged/wag/VERB/root<0/VerbForm=Fin Russia/Russia/PROPN/obj<2"
CONDEMN = "Norway/Norway/PROPN/nsubj<2 condemns/condemn/VERB/root<0/VerbForm=Fin Russia/Russia/PROPN/obj<2"
MARCH = (
    "Norwegians/Norwegians/PROPN/nsubj<2 protested/protest/VERB/root<0/VerbForm=Fin "
    "against/against/ADP/case<4 coal/coal/NOUN/obl<2"
)


def lay(tmp_path: Path, **files: str) -> Overlay:
    """The overlay of a folder with these files; "en__words" stands for en/words.toml."""
    folder = tmp_path / "mine"
    for name, content in files.items():
        path = folder / (name.replace("__", "/") + (".tsv" if "forms" in name else ".toml"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return open_overlay([folder])


def code(overlay: Overlay, *sentences: str) -> StoryRecord:
    story, parse = make_story(*sentences)
    return code_story(story, parse, load_codebook(overlay=overlay), load_atlas(overlay))


def types(record: StoryRecord) -> list[str]:
    return ["/".join((event.type, *event.mode)) for event in record.events]


# ── words ────────────────────────────────────────────────────────────────────


def test_an_own_entry_gives_records_that_name_its_folder(tmp_path: Path) -> None:
    record = code(lay(tmp_path, en__mine=ENTRY), WAG)
    assert types(record) == ["ACCUSE/disapprove"]
    assert record.events[0].why.startswith("mine/en/condemn wag")
    assert record.versions.overlay is not None and record.versions.overlay.startswith("mine+")


def test_without_the_folder_nothing_of_it_is_left(tmp_path: Path) -> None:
    assert types(code(lay(tmp_path, en__mine=ENTRY), WAG)) == ["ACCUSE/disapprove"]
    record = code(NONE, WAG)
    assert record.events == () and record.versions.overlay is None


def test_an_own_entry_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    own = ENTRY.replace('"wag"', '"condemn"').replace('frame = "condemn"', 'frame = "praise"')
    assert [event.type for event in code(lay(tmp_path, en__mine=own), CONDEMN).events] == ["SUPPORT"]


def test_a_shipped_entry_is_switched_off(tmp_path: Path) -> None:
    off = '[[off]]\nlanguage = "en"\nlemma = "condemn"\n'
    assert code(lay(tmp_path, off=off), CONDEMN).events == ()


def test_switching_off_what_is_not_there_is_told(tmp_path: Path) -> None:
    overlay = lay(tmp_path, off='[[off]]\nlanguage = "en"\nlemma = "flubber"\n')
    with pytest.raises(DataError, match="off 1: no entry of en fits 'flubber'"):
        load_lexicon("en", overlay)


def test_a_wrong_entry_is_told_with_file_and_entry(tmp_path: Path) -> None:
    overlay = lay(tmp_path, en__mine=ENTRY.replace('"condemn"', '"condem"'))
    with pytest.raises(DataError, match=r"mine\.toml: verb 1 \(wag\): unknown frame 'condem'"):
        load_lexicon("en", overlay)


def test_own_classes_add_to_the_shipped_ones(tmp_path: Path) -> None:
    name = next(iter(load_lexicon("en").classes))
    overlay = lay(tmp_path, en__classes=f'{name} = ["flubber"]\n')
    assert load_lexicon("en", overlay).classes[name] == (*load_lexicon("en").classes[name], "flubber")


def test_own_forms_give_their_lemma(tmp_path: Path) -> None:
    forms = load_forms("nl", lay(tmp_path, nl__forms="kapittelen\tVERB\tkapittelde\n"))
    assert forms is not None and forms.verbs["kapittelde"] == "kapittelen"


# ── meanings and types ───────────────────────────────────────────────────────


def test_an_own_frame_may_have_an_own_mode(tmp_path: Path) -> None:
    overlay = lay(
        tmp_path,
        en__mine=ENTRY.replace('frame = "condemn"', 'frame = "rebuke"'),
        frames='[frame.rebuke]\nmeaning = "rebukes"\ntype = "ACCUSE"\nmode = "rebuke"\n',
        ontology='profile = "mine-1"\n[type.ACCUSE.modes]\nrebuke = -1.5\n',
    )
    record = code(overlay, WAG)
    assert (types(record), record.events[0].score) == (["ACCUSE/rebuke"], -1.5)
    assert record.versions.codebook == "mine-1"


SPLIT = """
[type.PROTEST.modes]
climate = -5.0

[[split]]
type = "PROTEST"
mode = "climate"
language = "en"
words = ["coal", "carbon*"]
example = "Norwegians protested against coal."
gives = "PROTEST/climate NOR > NOR"
"""


def test_a_type_is_split_by_words_of_the_sentence(tmp_path: Path) -> None:
    overlay = lay(tmp_path, ontology=SPLIT)
    assert [kind.endswith("/climate") for kind in types(code(overlay, MARCH))] == [True]
    other = MARCH.replace("coal", "wages")
    assert [kind.endswith("/climate") for kind in types(code(overlay, other))] == [False]


OWN = """
profile = "two-types"
only = true

[type.BLAME]
score = -1
quad = "words"
meaning = "somebody is blamed"
takes = ["ACCUSE"]
"""


def test_an_ontology_of_ones_own_takes_shipped_types_and_leaves_the_rest_out(tmp_path: Path) -> None:
    record = code(lay(tmp_path, ontology=OWN), CONDEMN, MARCH)
    (event,) = record.events
    assert (event.type, event.mode, event.score, event.quad) == ("BLAME", (), -1.0, "words")
    assert any("PROTEST is not in the ontology" in doubt.reason for doubt in record.doubts)


@pytest.mark.parametrize(
    ("ontology", "message"),
    [
        (OWN.replace('"ACCUSE"', '"ACUSE"'), "type BLAME: unknown type 'ACUSE' — one of AGREE"),
        (OWN.replace('"ACCUSE"', '"ACCUSE/loud"'), "type BLAME: unknown mode 'loud' of ACCUSE — allowed"),
        (OWN.replace("score = -1\n", ""), "type BLAME: a new type is not told in full"),
        (SPLIT.replace('mode = "climate"', 'mode = "weather"'), "split 1: unknown mode 'weather' of PROTEST"),
        (
            SPLIT.replace('mode = "climate"', ""),
            "split 1: a split needs `words`, and either `mode` or `into`",
        ),
    ],
    ids=["type", "mode", "bare", "split", "no-result"],
)
def test_a_wrong_ontology_is_told_with_its_place(tmp_path: Path, ontology: str, message: str) -> None:
    with pytest.raises(DataError) as error:
        load_codebook(overlay=lay(tmp_path, ontology=ontology))
    assert message in str(error.value)


# ── actors ───────────────────────────────────────────────────────────────────


def test_own_bodies_roles_and_holders_are_found(tmp_path: Path) -> None:
    overlay = lay(
        tmp_path,
        actors__bodies='body = [{ id = "nsc", en = ["Fjordrat"], country = "NOR", sector = "GOV" }]',
        actors__leaders='[[office]]\ntitle = "Dike Reeve"\ncountry = "NLD"\nholders = ["An Brandsma 2020.."]',
    )
    record = code(overlay, CONDEMN.replace("Norway/Norway", "Fjordrat/Fjordrat"))
    assert [(actor.country, actor.sector) for actor in record.events[0].actor] == [("NOR", "GOV")]
    atlas = load_atlas(overlay)
    assert [holder.office for holder in atlas.persons("Brandsma", "2023-01-01")] == ["Dike Reeve"]
    assert atlas.version.startswith(load_atlas(NONE).version + "+mine-")
    assert not load_atlas(NONE).persons("An Brandsma")


def test_an_own_group_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    groups = 'group = [{ id = "G7", all = ["G7"], members = ["NOR 2020-01-01"] }]'
    overlay = lay(tmp_path, actors__groups=groups)
    assert load_atlas(overlay).members("G7") == {"NOR"}
    assert len(load_atlas(NONE).members("G7")) == 7


def test_a_wrong_actor_is_told_with_its_place(tmp_path: Path) -> None:
    overlay = lay(tmp_path, actors__bodies='body = [{ id = "x", en = ["X"], country = "XXX" }]')
    with pytest.raises(DataError, match=r"bodies\.toml, x: unknown country 'XXX'"):
        load_atlas(overlay)


# ── where it stands ──────────────────────────────────────────────────────────


def test_the_nearest_settings_file_names_the_folders(tmp_path: Path) -> None:
    lay(tmp_path, en__mine=ENTRY)
    (tmp_path / "dragoman.toml").write_text('[data]\nwith = ["mine"]\n')
    (tmp_path / "deep" / "down").mkdir(parents=True)
    assert find_overlay(tmp_path / "deep" / "down") == open_overlay([tmp_path / "mine"])
    assert find_overlay(tmp_path.parent) == NONE


def test_settings_that_are_none_are_told(tmp_path: Path) -> None:
    (tmp_path / "dragoman.toml").write_text('[data]\nwit = ["mine"]\n')
    with pytest.raises(DataError, match=r"dragoman\.toml: .* — it may hold \[data\] with"):
        find_overlay(tmp_path)


def test_a_changed_file_is_another_overlay(tmp_path: Path) -> None:
    before = lay(tmp_path, en__mine=ENTRY)
    assert types(code(before, WAG)) == ["ACCUSE/disapprove"]
    after = lay(tmp_path, en__mine=ENTRY.replace('frame = "condemn"', 'frame = "praise"'))
    assert after != before
    assert [event.type for event in code(after, WAG).events] == ["SUPPORT"]


def test_an_overlay_travels_to_another_process_as_it_is(tmp_path: Path) -> None:
    overlay = lay(tmp_path, en__mine=ENTRY)
    assert pickle.loads(pickle.dumps(overlay)) == overlay
    assert hash(pickle.loads(pickle.dumps(overlay))) == hash(overlay)


@pytest.mark.parametrize("name", ["notes", "english__mine", "actors__people"])
def test_a_file_that_nobody_reads_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(DataError, match=r"is no file of"):
        load_atlas(lay(tmp_path, **{name: ""}))


def test_a_folder_that_is_missing_or_empty_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such folder of words"):
        open_overlay([tmp_path / "none"])
    with pytest.raises(DataError, match="holds no data file"):
        open_overlay([tmp_path])


def test_worker_processes_use_the_overlay_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    overlay = lay(tmp_path, en__mine=ENTRY)
    write_parses(tmp_path / "kept.parquet", [make_story(WAG)])
    monkeypatch.setattr(batch, "_ALONE", 0)
    output = tmp_path / "out.jsonl"
    code_stories([tmp_path / "kept.parquet"], output, processes=2, overlay=overlay)
    record = json.loads(output.read_text(encoding="utf-8"))
    assert record["events"][0]["why"].startswith("mine/en/condemn wag")
