"""One event told twice is one record with several mentions; two events stay two."""

from __future__ import annotations

import pytest
from hand_made import code_by_hand
from msgspec.structs import replace
from stand_in import make_event

from dragoman.records import Actor, Event, Span, When
from dragoman.stages.events.identity import Telling, merge_mentions

BLINKEN = Actor(text="Blinken", start=0, end=7, name="Antony Blinken", country="USA", sector="GOV")
BIDEN = replace(BLINKEN, text="Biden", name="Joe Biden")
RUSSIA = Actor(text="Russia", start=0, end=6, country="RUS")
CHINA = Actor(text="China", start=0, end=5, country="CHN")


def event(start: int, **changes: object) -> Event:
    span = Span(start, start + 5, "words")
    given: dict[str, object] = {"actor": (CHINA,), "recipient": (RUSSIA,), **changes}
    return make_event(f"e{start}", span, span, **{"factuality": "actual", "said_by": None, **given})


def told(sentence: int, words: dict[str, object] | None = None, **changes: object) -> Telling:
    made = event(sentence * 100, **changes)
    return Telling(made, sentence, "condemn", **(words or {}))  # type: ignore[arg-type]


def count(*tellings: Telling) -> int:
    return len(merge_mentions(tellings))


def dated(day: str) -> When:
    return When(day, "text", day, 0, 0)


def test_the_same_meaning_with_the_same_people_is_one_record_wherever_it_is_told() -> None:
    (one,) = merge_mentions([told(0), told(9)])
    assert one.id == "e0"
    assert [mention.trigger.start for mention in one.mentions] == [900]


def test_the_fullest_telling_is_the_record_and_links_follow_it() -> None:
    first = told(0, recipient=(), actor=(BLINKEN,))
    second = told(3, actor=(BLINKEN,))
    inner = told(4, of="e0", type="SUPPORT")
    made = merge_mentions([first, second, inner])
    assert [(one.id, one.of) for one in made] == [("e300", None), ("e400", "e300")]
    assert made[0].mentions[0].trigger.start == 0


def test_the_date_is_taken_from_where_it_is_told() -> None:
    (one,) = merge_mentions([told(0, date=When("2022-07", "story")), told(3, date=dated("2022-07-09"))])
    assert one.date == dated("2022-07-09")


@pytest.mark.parametrize(
    "other",
    [
        told(3, type="REJECT"),
        told(3, mode=("investigate",)),
        told(3, factuality="negated"),
        told(3, recipient=(replace(RUSSIA, country="IRN"),)),
        told(3, said_by=RUSSIA),
    ],
    ids=["type", "mode", "factuality", "recipient", "source"],
)
def test_what_speaks_against_it_keeps_two_records(other: Telling) -> None:
    assert count(told(0, said_by=CHINA), other) == 2


def test_a_minister_and_his_country_may_be_one_two_ministers_are_not() -> None:
    plain = replace(BLINKEN, name=None, sector=None)
    assert count(told(0, actor=(BLINKEN,)), told(3, actor=(plain,))) == 1
    assert count(told(0, actor=(BLINKEN,)), told(3, actor=(BIDEN,))) == 2


def test_two_dates_are_two_events_and_a_month_holds_its_days() -> None:
    july = told(0, date=dated("2022-07-09"))
    assert count(july, told(3, date=dated("2021-10-31"))) == 2
    assert count(july, told(3, date=dated("2022-07"))) == 1


def test_another_content_is_another_event() -> None:
    visit, sale = {"content": frozenset({"visit"})}, {"content": frozenset({"sale", "arms"})}
    assert count(told(0, visit), told(3, sale)) == 2
    assert count(told(0, visit), told(3)) == 1


def test_other_figures_and_names_are_other_events() -> None:
    assert count(told(0, {"numbers": frozenset({"5"})}), told(3, {"numbers": frozenset({"12"})})) == 2
    assert count(told(0, {"names": frozenset({"Rubio"})}), told(3, {"names": frozenset({"Cruz"})})) == 2


def test_what_is_called_another_one_is_another_one() -> None:
    assert count(told(0), told(3, {"apart": True})) == 2


def test_one_country_alone_may_do_it_twice_unless_a_noun_points_back() -> None:
    assert count(told(0, recipient=()), told(3, recipient=())) == 2
    assert count(told(0, recipient=()), told(3, {"refers": True}, recipient=())) == 1


def bare(sentence: int, **changes: object) -> Telling:
    return told(sentence, {"refers": True}, actor=(), recipient=(), **changes)


def test_a_noun_that_names_nobody_joins_the_one_event_it_can_mean() -> None:
    (one,) = merge_mentions([told(0)], [bare(2)])
    assert [mention.trigger.start for mention in one.mentions] == [200]


def test_a_noun_that_could_mean_two_events_joins_none() -> None:
    two = [told(0, actor=(BLINKEN,)), told(1, actor=(BIDEN,))]
    assert [one.mentions for one in merge_mentions(two, [bare(2)])] == [(), ()]


def test_a_noun_never_means_what_comes_after_it() -> None:
    (one,) = merge_mentions([told(3)], [bare(2)])
    assert one.mentions == ()


def test_what_was_the_content_of_a_noun_that_told_nothing_hangs_on_nothing() -> None:
    (one,) = merge_mentions([told(0, of="e900")], [bare(9, type="REJECT")])
    assert one.of is None


def test_the_more_exact_mode_counts_wherever_it_is_told() -> None:
    first = told(0, mode=(), score=-3.0)
    (one,) = merge_mentions([first, told(3, mode=("investigate",), score=-3.5)])
    assert (one.mode, one.score) == (("investigate",), -3.5)


def test_records_come_in_the_order_of_the_text() -> None:
    made = merge_mentions([told(5, type="REJECT"), told(0)])
    assert [one.trigger.start for one in made] == [0, 500]


# ── through the pipeline, in both languages ─────────────────────────────────

ENGLISH = (
    "Norway/Norway/PROPN/nsubj<2 condemned/condemn/VERB/root<0/VerbForm=Fin Russia/Russia/PROPN/obj<2",
    "Russia/Russia/PROPN/nsubj<2 smiled/smile/VERB/root<0/VerbForm=Fin",
)
AGAIN = (
    "Norway/Norway/PROPN/nsubj<3 again/again/ADV/advmod<3 condemned/condemn/VERB/root<0/VerbForm=Fin "
    "Russia/Russia/PROPN/obj<3"
)
DUTCH = (
    "China/China/PROPN/nsubj<2 veroordeelde/veroordelen/VERB/root<0/VerbForm=Fin Rusland/Rusland/PROPN/obj<2"
)
OPNIEUW = f"{DUTCH} opnieuw/opnieuw/ADV/advmod<2"


@pytest.mark.parametrize(
    ("language", "once", "again"), [("en", ENGLISH[0], AGAIN), ("nl", DUTCH, OPNIEUW)], ids=["en", "nl"]
)
def test_a_story_that_tells_it_twice_gives_one_record_and_again_gives_two(
    language: str, once: str, again: str
) -> None:
    (one,) = code_by_hand(once, ENGLISH[1], once, language=language).events
    assert len(one.mentions) == 1
    assert len(code_by_hand(once, ENGLISH[1], again, language=language).events) == 2


THE_CONDEMNATION = {
    "en": "The/the/DET/det<2/Definite=Def condemnation/condemnation/NOUN/nsubj<3 came/come/VERB/root<0",
    "nl": "De/de/DET/det<2/Definite=Def veroordeling/veroordeling/NOUN/nsubj<3 kwam/komen/VERB/root<0",
}


@pytest.mark.parametrize(("language", "once"), [("en", ENGLISH[0]), ("nl", DUTCH)], ids=["en", "nl"])
def test_the_noun_for_what_was_told_is_a_mention_and_no_doubt(language: str, once: str) -> None:
    record = code_by_hand(once, THE_CONDEMNATION[language], language=language)
    (one,) = record.events
    assert len(one.mentions) == 1 and record.doubts == ()


def test_what_came_of_an_act_is_that_act() -> None:
    cause = told(0, {"at": 3, "numbers": frozenset({"1"})})
    outcome = told(0, {"at": 9, "numbers": frozenset({"11"}), "outcome_of": frozenset({3})})
    assert count(cause, outcome) == 1
    assert count(cause, told(0, {"at": 9, "numbers": frozenset({"11"})})) == 2
