"""An event's date: from its own clause, never from a verb of saying; else the story's."""

from __future__ import annotations

from hand_made import code_by_hand

from dragoman.records import Event

FIN, PAST, INF = "VerbForm=Fin", "Tense=Past|VerbForm=Fin", "VerbForm=Inf"
ATTACKED = (
    f"Russia/Russia/PROPN/nsubj<2 attacked/attack/VERB/root<0/{PAST} Georgia/Georgia/PROPN/obj<2 "
    "on/on/ADP/case<5 Monday/Monday/PROPN/obl<2"
)
SAID_ON_MONDAY = (
    f"Germany/Germany/PROPN/nsubj<2 said/say/VERB/root<0/{PAST} on/on/ADP/case<4 Monday/Monday/PROPN/obl<2 "
    f"that/that/SCONJ/mark<8 Russia/Russia/PROPN/nsubj<8 had/have/AUX/aux<8/{PAST} "
    "attacked/attack/VERB/ccomp<2 Georgia/Georgia/PROPN/obj<8"
)
TEN_YEARS_AGO = (
    f"Ten/ten/NUM/nummod<2 years/year/NOUN/obl<5 ago/ago/ADV/case<2 Russia/Russia/PROPN/nsubj<5 "
    f"attacked/attack/VERB/root<0/{PAST} Georgia/Georgia/PROPN/obj<5"
)
COLD_WAR = (
    f"Russia/Russia/PROPN/nsubj<2 attacked/attack/VERB/root<0/{PAST} Georgia/Georgia/PROPN/obj<2 "
    "during/during/ADP/case<7 the/the/DET/det<7 Cold/Cold/PROPN/compound<7 War/War/PROPN/obl<2"
)
NINETIES = (
    "In/in/ADP/case<3 de/de/DET/det<3 jaren/jaar/NOUN/obl<5 negentig/negentig/NUM/nummod<3 "
    f"viel/vallen/VERB/root<0/{PAST} Rusland/Rusland/PROPN/nsubj<5 Georgië/Georgië/PROPN/obj<5 "
    "aan/aan/ADP/compound:prt<5"
)
TWO_VERBS = (
    f"China/China/PROPN/nsubj<4 on/on/ADP/case<3 Monday/Monday/PROPN/obl<4 "
    f"condemned/condemn/VERB/root<0/{PAST} Japan/Japan/PROPN/obj<4 and/and/CCONJ/cc<7 "
    f"attacked/attack/VERB/conj<4/{PAST} Georgia/Georgia/PROPN/obj<7"
)


SAID_BEFORE_SUBJECT = (
    f"Germany/Germany/PROPN/nsubj<2 said/say/VERB/root<0/{PAST} on/on/ADP/case<4 Monday/Monday/PROPN/obl<7 "
    f"Russia/Russia/PROPN/nsubj<7 had/have/AUX/aux<7/{PAST} attacked/attack/VERB/ccomp<2 "
    "Georgia/Georgia/PROPN/obj<7"
)
YEAR_ON_A_NOUN = (
    f"China/China/PROPN/nsubj<2 condemned/condemn/VERB/root<0/{PAST} the/the/DET/det<4 "
    "treaty/treaty/NOUN/obj<2 of/of/ADP/case<6 1998/1998/NUM/nmod<4 "
    "with/with/ADP/case<8 Japan/Japan/PROPN/nmod<4"
)
PASSIVE = (
    "De/de/DET/det<2 minister/minister/NOUN/nsubj:pass<6 wordt/worden/AUX/aux:pass<6/Tense=Pres|VerbForm=Fin "
    "op/op/ADP/case<5 maandag/maandag/PROPN/obl<6 verwacht/verwachten/VERB/root<0/VerbForm=Part"
)


def only(words: str, kind: str, language: str = "en", published: str | None = "2023-05-05") -> Event:
    events = code_by_hand(words, language=language, published=published).events
    (event,) = [event for event in events if event.type == kind]
    return event


def dated(event: Event) -> tuple[str, str, str | None]:
    assert event.date is not None
    return event.date.edtf, event.date.basis, event.date.text


def test_an_event_has_the_date_of_its_own_clause() -> None:
    assert dated(only(ATTACKED, "ASSAULT")) == ("2023-05-01", "text", "Monday")


def test_the_date_of_a_verb_of_saying_is_not_that_of_what_is_said() -> None:
    assert dated(only(SAID_ON_MONDAY, "ASSAULT")) == ("2023-05-05", "story", None)


def test_words_before_the_subject_of_what_is_said_date_the_saying() -> None:
    assert dated(only(SAID_BEFORE_SUBJECT, "ASSAULT"))[1] == "story"


def test_a_year_that_describes_a_noun_does_not_date_the_verb() -> None:
    record = code_by_hand(YEAR_ON_A_NOUN)
    assert [event.date.basis for event in record.events if event.date] == ["story"] * len(record.events)
    assert [when.edtf for when in record.times] == ["1998"]


def test_a_present_passive_looks_ahead() -> None:
    assert [when.edtf for when in code_by_hand(PASSIVE, language="nl").times] == ["2023-05-08"]


def test_a_second_verb_of_the_same_subject_shares_the_date() -> None:
    assert dated(only(TWO_VERBS, "ASSAULT"))[0] == "2023-05-01"


def test_a_known_month_gives_a_date_no_more_precise() -> None:
    assert dated(only(ATTACKED, "ASSAULT", published="2023-05")) == ("2023-05", "text", "Monday")


def test_without_any_date_there_is_none() -> None:
    assert only(ATTACKED, "ASSAULT", published=None).date is None


def test_what_happened_long_ago_is_historical() -> None:
    event = only(TEN_YEARS_AGO, "ASSAULT")
    assert (event.factuality, dated(event)[0]) == ("historical", "2013~")


def test_what_happened_in_a_named_period_is_historical() -> None:
    record = code_by_hand(COLD_WAR)
    assert [event.factuality for event in record.events] == ["historical"]


def test_what_happened_in_a_decade_past_is_historical() -> None:
    event = only(NINETIES, "ASSAULT", "nl")
    assert (event.factuality, dated(event)) == ("historical", ("199X", "text", "de jaren negentig"))


def test_a_story_lists_its_time_expressions() -> None:
    assert [when.text for when in code_by_hand(ATTACKED, TEN_YEARS_AGO).times] == ["Monday", "Ten years ago"]
