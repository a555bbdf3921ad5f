"""Words as they are written: what stays together and what is cut, language by language."""

from __future__ import annotations

import pytest

from dragoman.syntax.words import LONGEST_WORD, cut_words


def cut(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in cut_words(text, 0, len(text), language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "de 24-jarige drs. J.W. Vos", "de|24-jarige|drs.|J.W.|Vos"),
        ("nl", "o.l.v. een VN-functionaris", "o.l.v.|een|VN-functionaris"),
        ("nl", "3 mrd. euro, 50% van de F-16's", "3|mrd.|euro|,|50%|van|de|F-16's"),
        ("nl", "'s Avonds was 't stil.", "'s|Avonds|was|'t|stil|."),
        ("nl", "in- en uitvoer (z'n plan)", "in-|en|uitvoer|(|z'n|plan|)"),
        ("nl", "in de jaren '60", "in|de|jaren|'60"),
        ("nl", "Zie www.voorbeeld.nl/pagina.", "Zie|www.voorbeeld.nl/pagina|."),
        ("nl", ",,Nee'', zei hij", ",,|Nee|''|,|zei|hij"),
        ("en", "the U.S.-based firm doesn't", "the|U.S.|-|based|firm|does|n't"),
        ("en", "a non-member's e-mail", "a|non-member|'s|e-mail"),
        ("en", "The ministers' $5.5bn plan", "The|ministers|'|$|5.5|bn|plan"),
        ("en", "No. 5 said no.", "No.|5|said|no|."),
        ("en", "Mail a.b@example.org, please :)", "Mail|a.b@example.org|,|please|:)"),
        ("de", "Am 3. Mai kam der US-Präsident", "Am|3.|Mai|kam|der|US|-|Präsident"),
        ("de", "z. B. Ein- und Ausfuhr", "z.|B.|Ein|-|und|Ausfuhr"),
        ("fr", "Qu'a-t-il dit aujourd'hui ?", "Qu'|a|-t-il|dit|aujourd'hui|?"),
        ("fr", "80 000 habitants des États-Unis", "80 000|habitants|des|États-Unis"),
        ("fr", "l'« accord » de celui-ci", "l'|«|accord|»|de|celui-ci"),
        ("es", "El 60% de EE.UU. dijo -ayer- sí", "El|60%|de|EE.UU.|dijo|-|ayer|-|sí"),
        ("it", "l'accordo dell'ONU, un po' tardi", "l'|accordo|dell'|ONU|,|un|po'|tardi"),
    ],
)
def test_words_are_cut_as_the_treebanks_cut_them(language: str, text: str, expected: str) -> None:
    assert cut(text, language) == expected.split("|")


@pytest.mark.parametrize("language", ["nl", "en", "de", "fr", "es", "it"])
def test_no_visible_character_is_lost(language: str) -> None:
    text = "{„Wat?” “zei” «hij» ‘x’ \0 \u200b…;-) a/b_c*d~e|f^g \ufeff€5,-\x07 #x @y <b>"
    assert "".join(cut(text, language)) == "".join(text.split())


def test_a_run_of_letters_without_end_is_cut_hard() -> None:
    words = cut("x" * (3 * LONGEST_WORD + 1), "nl")
    assert [len(word) for word in words] == [LONGEST_WORD] * 3 + [1]


def test_a_stop_behind_an_abbreviation_is_its_own_word_when_a_sentence_opens() -> None:
    assert cut("Ils sont sept. Il part.", "fr") == ["Ils", "sont", "sept", ".", "Il", "part", "."]
