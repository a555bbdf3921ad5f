"""One passage for each form in which speech is reported, in both languages, through the real model."""

from __future__ import annotations

from functools import cache

import pytest

from dragoman.pipeline import Coder
from dragoman.records import Statement, Story, StoryRecord

# form -> language -> passage, and what it states: "speaker act kind: content", several divided by " | "
GIVES: dict[str, dict[str, tuple[str, str]]] = {
    "what a speaker himself thinks": {
        "en": (
            "Kenya said it believed that the bridge was safe.",
            "KEN claim indirect: it believed that the bridge was safe",
        ),
        "nl": (
            "Kenia zei dat het geloofde dat de brug veilig was.",
            "KEN claim indirect: het geloofde dat de brug veilig was",
        ),
    },
    "source named last": {
        "en": (
            "The bridge is safe and the road stays open, according to Reuters.",
            "GBR report indirect: The bridge is safe and the road stays open",
        ),
        "nl": (
            "De brug is veilig en de weg blijft open, volgens Reuters.",
            "GBR report indirect: De brug is veilig en de weg blijft open",
        ),
    },
    "verb with clause": {
        "en": ("Kenya said that the bridge was safe.", "KEN claim indirect: the bridge was safe"),
        "nl": ("Kenia zei dat de brug veilig was.", "KEN claim indirect: de brug veilig was"),
    },
    "infinitive": {
        "en": (
            "Vietnam claims to have found the missing submarine.",
            "VNM claim indirect: to have found the missing submarine",
        ),
        "nl": (
            "Vietnam zegt de vermiste onderzeeër te hebben gevonden.",
            "VNM claim indirect: de vermiste onderzeeër te hebben gevonden",
        ),
    },
    "quotation before its cue": {
        "en": (
            '"Nobody needs a bad treaty," the Norwegian prime minister told reporters.',
            "NOR claim direct: Nobody needs a bad treaty",
        ),
        "nl": (
            '"Wij tekenen geen slecht verdrag", zei de Noorse premier.',
            "NOR claim direct: Wij tekenen geen slecht verdrag",
        ),
    },
    "typographic marks": {
        "en": (
            "“The winter will be long,” Sweden's foreign minister said.",
            "SWE claim direct: The winter will be long",
        ),
        "nl": (
            "„De winter wordt lang”, zei de Zweedse minister van Buitenlandse Zaken.",
            "SWE claim direct: De winter wordt lang",
        ),
    },
    "quotation after a colon": {
        "en": (
            "The Dutch foreign minister said: ``The court has spoken.''",
            "NLD claim direct: The court has spoken",
        ),
        "nl": (
            "De Nederlandse minister zei: 'Het hof heeft gesproken.'",
            "NLD claim direct: Het hof heeft gesproken",
        ),
    },
    "quotation over sentences, never closed": {
        "en": (
            'The Irish premier said: "The bridge is old. It needs much care.',
            "IRL claim direct: The bridge is old. It needs much care",
        ),
        "nl": (
            'De Ierse premier zei: "De brug is oud. Zij heeft veel zorg nodig.',
            "IRL claim direct: De brug is oud. Zij heeft veel zorg nodig",
        ),
    },
    "quotation over paragraphs, reopened and not closed": {
        "en": (
            '"The bridge is old," the Irish premier said. "It was built by hand.\n\n'
            '"It will not last the winter."',
            "IRL claim direct: The bridge is old | "
            'IRL claim direct: It was built by hand.\n\n"It will not last the winter',
        ),
        "nl": (
            '"De brug is oud", zei de Ierse premier. "Zij is met de hand gebouwd.\n\n'
            '"Zij haalt de winter niet."',
            "IRL claim direct: De brug is oud | "
            'IRL claim direct: Zij is met de hand gebouwd.\n\n"Zij haalt de winter niet',
        ),
    },
    "quotation without a cue": {
        "en": (
            'Brazil\'s foreign minister was pleased on Monday. "Our friendship is stronger than any tariff."',
            "BRA claim direct: Our friendship is stronger than any tariff",
        ),
        "nl": (
            'De Braziliaanse minister was maandag tevreden. "Onze vriendschap is sterker dan elk tarief."',
            "BRA claim direct: Onze vriendschap is sterker dan elk tarief",
        ),
    },
    "part of the words quoted": {
        "en": (
            'The Finnish president said Moscow had shown "no interest whatsoever" in peace.',
            'FIN claim mixed: Moscow had shown "no interest whatsoever" in peace',
        ),
        "nl": (
            'De Finse president zei dat Moskou "geen enkele belangstelling" voor vrede heeft getoond.',
            'FIN claim mixed: Moskou "geen enkele belangstelling" voor vrede heeft getoond',
        ),
    },
    "source": {
        "en": (
            "According to the Chilean navy, two trawlers entered its waters.",
            "CHL claim indirect: two trawlers entered its waters",
        ),
        "nl": (
            "Twee trawlers voeren de haven binnen, aldus de Chileense marine.",
            "CHL claim indirect: Twee trawlers voeren de haven binnen",
        ),
    },
    "in the words of": {
        "en": (
            "In the words of the Irish premier, the bridge is a miracle.",
            "IRL claim indirect: the bridge is a miracle",
        ),
        "nl": (
            "In de woorden van de Ierse premier is de brug een wonder.",
            "IRL claim indirect: is de brug een wonder",
        ),
    },
    "noun": {
        "en": (
            "The Swedish claim that the cable had been cut was dismissed.",
            "SWE claim indirect: the cable had been cut",
        ),
        "nl": (
            "De Zweedse bewering dat de kabel is doorgesneden verraste velen.",
            "SWE claim indirect: de kabel is doorgesneden",
        ),
    },
    "held position": {
        "en": ("Norway considers the border safe.", "NOR claim indirect: the border safe"),
        "nl": ("Noorwegen vindt de grens veilig.", "NOR claim indirect: de grens veilig"),
    },
    "content in the sentence before": {
        "en": ("The bridge is old. Kenya said so on Monday.", "KEN claim indirect: The bridge is old"),
        "nl": (
            "De brug is oud. Dat heeft Kenia maandag gezegd.",
            "KEN claim indirect: De brug is oud",
        ),
    },
    "headline": {
        "en": (
            "Nepal's king: 'I will not leave the palace'",
            "NPL claim direct: I will not leave the palace",
        ),
        "nl": (
            "Koning van Nepal: 'Ik verlaat het paleis niet'",
            "NPL claim direct: Ik verlaat het paleis niet",
        ),
    },
    "free indirect speech": {
        "en": (
            "The Serbian president said that the bridge was old. It would never be repaired.",
            "SRB claim indirect: the bridge was old | SRB claim indirect: It would never be repaired",
        ),
        "nl": (
            "De Servische president zei dat de brug oud was. Zij zou nooit worden hersteld.",
            "SRB claim indirect: de brug oud was | SRB claim indirect: Zij zou nooit worden hersteld",
        ),
    },
    "hearsay": {
        "en": (
            "The crew has reportedly been freed by Iran.",
            "? report indirect: The crew has reportedly been freed by Iran",
        ),
        "nl": (
            "Naar verluidt heeft Iran de bemanning vrijgelaten.",
            "? report indirect: heeft Iran de bemanning vrijgelaten",
        ),
    },
    "document": {
        "en": (
            "A UN report says that the bridge is weak.",
            "UN claim indirect: the bridge is weak",
        ),
        "nl": (
            "Uit een rapport van de VN blijkt dat de brug zwak is.",
            "UN report indirect: de brug zwak is",
        ),
    },
    "medium": {
        "en": (
            "The Indonesian newspaper Kompas wrote that the harvest was poor.",
            "IDN report indirect: the harvest was poor",
        ),
        "nl": (
            "De Indonesische krant Kompas schreef dat de oogst slecht was.",
            "IDN report indirect: de oogst slecht was",
        ),
    },
    "unnamed official of who acts": {
        "en": (
            "Israel has moved its tanks out of Lebanon, military sources said.",
            "ISR claim indirect: Israel has moved its tanks out of Lebanon",
        ),
        "nl": (
            "Israël heeft zijn tanks uit Libanon teruggehaald, aldus militaire bronnen.",
            "ISR claim indirect: Israël heeft zijn tanks uit Libanon teruggehaald",
        ),
    },
    "somebody nobody can link": {
        "en": ("The bridge is weak, a newspaper reported.", "? report indirect: The bridge is weak"),
        "nl": ("De brug is zwak, berichtte een krant.", "? report indirect: De brug is zwak"),
    },
    "announced in a clause": {
        "en": (
            "Norway announced that it would close its border.",
            "NOR announce indirect: it would close its border",
        ),
        "nl": (
            "Noorwegen heeft aangekondigd zijn grens te sluiten.",
            "NOR announce indirect: zijn grens te sluiten",
        ),
    },
    "somebody unknown goes on": {
        "en": (
            "Mr Adams said that the bridge was old. He added that it was narrow.",
            "? claim indirect: the bridge was old | ? claim indirect: it was narrow",
        ),
        "nl": (
            "Meneer Adams zei dat de brug oud is. Hij voegde eraan toe dat zij smal is.",
            "? claim indirect: de brug oud is | ? claim indirect: zij smal is",
        ),
    },
    "demand in the words": {
        "en": (
            "“Lebanon must disarm the militia,” Israel's defence minister said.",
            "ISR demand direct: Lebanon must disarm the militia",
        ),
        "nl": (
            "“Libanon moet de militie ontwapenen”, zei de Israëlische minister van Defensie.",
            "ISR demand direct: Libanon moet de militie ontwapenen",
        ),
    },
    "threat in its own words": {
        "en": (
            '"If Tokyo dumps the water, we will ban its fish," threatened a Chinese minister.',
            "CHN threaten direct: If Tokyo dumps the water, we will ban its fish",
        ),
        "nl": (
            '"Als Tokio het water loost, verbieden wij zijn vis", dreigde een Chinese minister.',
            "CHN threaten direct: Als Tokio het water loost, verbieden wij zijn vis",
        ),
    },
}
CASES = [(form, language) for form, languages in GIVES.items() for language in languages]

NESTED = {
    "en": "Russia said that Belarus claimed that Poland denied that Lithuania had said that the sea was low.",
    "nl": "Rusland zei dat Belarus beweerde dat Polen ontkende dat Litouwen had gezegd dat de zee laag was.",
}


@cache
def coder() -> Coder:
    return Coder.load()


def code(text: str, language: str) -> StoryRecord:
    story = Story(id="form", text=text, language=language, published="2024-03-05")
    return coder().code(story, coder().read([story])[0])


def describe(statement: Statement) -> str:
    speaker = statement.speaker
    code_of = (speaker.country or speaker.group or "?") if speaker else "?"
    return f"{code_of} {statement.act} {statement.kind}: {statement.content.text}"


@pytest.mark.parametrize(("form", "language"), CASES)
def test_speech_is_heard_in_its_form(form: str, language: str) -> None:
    text, wanted = GIVES[form][language]
    assert " | ".join(describe(one) for one in code(text, language).statements) == wanted


@pytest.mark.parametrize("language", NESTED)
def test_nested_speech_keeps_the_order_of_its_speakers(language: str) -> None:
    record = code(NESTED[language], language)
    by_id = {statement.id: statement for statement in record.statements}
    (innermost,) = by_id.keys() - {statement.within for statement in record.statements}
    chain: list[Statement] = []
    at: str | None = innermost
    while at is not None:
        chain.append(by_id[at])
        at = by_id[at].within
    speakers = [one.speaker.country if one.speaker else None for one in reversed(chain)]
    assert speakers == ["RUS", "BLR", "POL", "LTU"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "France and Germany said in a joint statement that the vote had been unfair."),
        ("nl", "Frankrijk en Duitsland verklaarden gezamenlijk dat de verkiezing oneerlijk was."),
    ],
)
def test_joint_speakers_all_speak(language: str, text: str) -> None:
    (statement,) = code(text, language).statements
    assert [speaker.country for speaker in statement.speakers] == ["FRA", "DEU"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Syria's ambassador told the Security Council that the rebels had used gas."),
        ("nl", "De Syrische ambassadeur zei tegen de Veiligheidsraad dat de rebellen gas hadden gebruikt."),
    ],
)
def test_who_is_spoken_to_is_told(language: str, text: str) -> None:
    (statement,) = code(text, language).statements
    assert [one.group for one in statement.addressee] == ["UN"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Iran called the new sanctions unfair."),
        ("nl", "Iran noemt de nieuwe sancties oneerlijk."),
    ],
)
def test_a_stance_has_its_side_and_its_word(language: str, text: str) -> None:
    statement = code(text, language).statements[0]
    assert [topic.issue for topic in statement.issues] == ["sanctions"]
    (stance,) = [one for one in statement.stance if one.toward == "sanctions"]
    assert stance.side == "against"
    assert stance.evidence.text in ("unfair", "oneerlijk")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Latvian minister Ilze Ozola said the bridge was safe. The minister said the road was open."),
        (
            "nl",
            "De Letse minister Ilze Ozola zei dat de brug veilig was. De minister zei dat de weg open was.",
        ),
    ],
)
def test_a_bare_role_is_the_one_who_spoke_last(language: str, text: str) -> None:
    speakers = [one.speaker for one in code(text, language).statements]
    assert [one.country if one else None for one in speakers] == ["LVA", "LVA"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ilze Ozola was praised. She said that the bridge was safe."),
        ("nl", "Ilze Ozola werd geprezen. Zij zei dat de brug veilig was."),
    ],
)
def test_a_pronoun_means_a_person_without_public_role_too(language: str, text: str) -> None:
    speaker = code(text, language).statements[0].speaker
    assert speaker is not None
    assert (speaker.name, speaker.country) == ("Ilze Ozola", None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Latvian minister Ilze Ozola visited Oslo. Ozola said that the bridge was safe."),
        ("nl", "De Letse minister Ilze Ozola vloog naar huis. Ozola zei dat de brug veilig was."),
    ],
)
def test_a_surname_is_whom_the_story_told_of_before(language: str, text: str) -> None:
    speaker = code(text, language).statements[0].speaker
    assert speaker is not None
    assert speaker.country == "LVA"


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "en",
            "Latvia tells Estonia and Finland to wait",
            "Foreign Minister Ilze Ozola gave a speech in Geneva. Ozola said the talks were over. "
            "Ozola said that Riga would keep the bridge closed.",
        ),
        (
            "nl",
            "Letland laat Estland en Finland wachten",
            "Minister van Buitenlandse Zaken Ilze Ozola hield een toespraak in Genève. "
            "Ozola zei dat de gesprekken voorbij waren. Ozola zei dat Riga de brug gesloten zou houden.",
        ),
    ],
)
def test_a_named_minister_belongs_to_the_titles_state_that_acts_in_what_he_says(
    language: str, title: str, text: str
) -> None:
    story = Story(id="one", text=text, language=language, title=title)
    (parse,) = coder().read([story])
    speakers = [one.speaker for one in coder().code(story, parse).statements]
    assert [one.country if one else None for one in speakers] == ["LVA", "LVA"]
