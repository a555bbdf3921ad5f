"""One sentence for each construction in which the grammar, not the word, says who does what."""

from __future__ import annotations

from functools import cache

import pytest

from dragoman.languages.function import load_function
from dragoman.languages.proofs import describe, meets, parse_gives
from dragoman.pipeline import Coder
from dragoman.records import Parse, Story, StoryRecord
from dragoman.stages.trees.tree import Tree, outline

# construction -> language -> sentence, and what it gives (in the notation of the lexicon's proofs)
GIVES: dict[str, dict[str, tuple[str, str]]] = {
    "the attack in which it was done": {
        "en": ("Finland killed a Swedish general in an air strike.", "ASSAULT/aerial FIN > SWE"),
        "nl": (
            "Het Finse leger heeft bij raketaanvallen twee Zweden gedood.",
            "ASSAULT/aerial FIN MIL > SWE",
        ),
    },
    "names with a part in common": {
        "en": ("North and South Korea held talks on Tuesday.", "CONSULT PRK, KOR"),
        "nl": ("Noord- en Zuid-Korea hebben dinsdag overlegd.", "CONSULT PRK, KOR"),
    },
    "those named of several": {
        "nl": (
            "Enkele landen, waaronder Peru en Chili, veroordeelden de Finse inval.",
            "ACCUSE PER, CHL > FIN",
        ),
    },
    "whose hands a place is in": {
        "nl": (
            "Finland hervat de beschietingen van gebied in handen van Zweedse rebellen.",
            "ASSAULT FIN > SWE",
        ),
    },
    "a withdrawal unless another acts": {
        "nl": (
            "Finland zal zijn vredesmacht uit Mali terugtrekken, tenzij Zweden betaalt.",
            "THREATEN/relations FIN > MLI",
        ),
    },
    "a withdrawal under a condition": {
        "nl": ("Finland trekt zijn troepen terug uit Mali als Zweden hetzelfde doet.", "CONCEDE FIN > MLI"),
    },
    "a title parted by the name": {
        "nl": (
            "De Finse minister Virtanen van Defensie sprak met de Chileense premier.",
            "CONSULT FIN GOV, CHL GOV",
        ),
    },
    "a day behind a surname": {
        "nl": (
            "De Finse premier Virtanen zei dat. Dat heeft premier Virtanen woensdag in Chili herhaald. "
            "Ze veroordeelde Peru.",
            "ACCUSE FIN GOV > PER",
        ),
    },
    "where troops stand": {
        "nl": ("Het dorp waar Finse soldaten gelegerd zijn, is klein.", "nothing"),
    },
    "two places of one attack": {
        "nl": ("Finse raketten hebben doelen in Peru en Chili getroffen.", "ASSAULT FIN > PER, CHL"),
    },
    "what is made known not to be done": {
        "nl": ("Finland liet weten het verdrag met Chili niet te ondertekenen.", "REJECT FIN > CHL"),
    },
    "a past tense that looks like a participle": {
        "nl": ("Litouwen verleende asiel aan de Chileense oppositieleider.", "AID LTU > CHL"),
    },
    "a plural in 's": {
        "nl": (
            "Bij de grens hebben Finse commando's drie Zweedse activisten doodgeschoten.",
            "ASSAULT FIN > SWE",
        ),
    },
    "under whose lead": {
        "nl": (
            "Een coalitie van tien landen onder leiding van Finland bombardeerde Zweden.",
            "ASSAULT/aerial FIN > SWE",
        ),
    },
    "a meeting that frames a clause": {
        "nl": (
            "Tijdens een ontmoeting in Oslo prezen Finland en Zweden het Peruaanse plan.",
            "CONSULT FIN, SWE ; SUPPORT FIN, SWE > PER",
        ),
    },
    "what is said to be done to an object": {
        "nl": ("De Finse premier zei het Zweedse besluit te betreuren.", "ACCUSE FIN > SWE"),
    },
    "without it": {
        "nl": ("De Finse premier zal zonder Zweedse medewerking verder gaan.", "nothing"),
    },
    "a particle of the second verb": {
        "nl": (
            "Finland vergeleek Zweden met de nazi's en kondigde tegenmaatregelen aan.",
            "ACCUSE FIN > SWE",
        ),
    },
    "that and what it is called": {
        "nl": (
            "Peru erkende Kosovo. Chili noemde dat een onvriendelijke daad en overweegt maatregelen.",
            "SUPPORT PER > KOS ; ACCUSE CHL > PER",
        ),
    },
    "agreed against another": {
        "nl": ("De EU-landen zijn het eens geworden over nieuwe sancties tegen Chili.", "AGREE EU"),
    },
    "at whose request": {
        "en": (
            "At the request of Peru, Chile sent troops to Haiti.",
            "REQUEST PER > CHL ; MOBILIZE CHL > HTI",
        ),
        "nl": (
            "Op verzoek van Peru stuurt Chili troepen naar Haïti.",
            "REQUEST PER > CHL ; MOBILIZE CHL > HTI",
        ),
    },
    "on whose orders": {
        "nl": (
            "De Chileense gezant is op last van de Peruaanse regering uitgezet.",
            "SANCTION PER GOV > CHL",
        ),
    },
    "a relative adverb": {
        "nl": (
            "De sancties waarover Peru met Chili onderhandelt, zijn een maatregel waarop Zweden aandringt.",
            "CONSULT PER, CHL ; REQUEST SWE",
        ),
    },
    "close to it": {
        "nl": ("Peru stond dicht bij een oorlog met Chili.", "ASSAULT PER, CHL hypothetical"),
    },
    "said by two": {
        "nl": ("Peru en Chili vinden dat Zweden de troepen moet terugtrekken.", "REQUEST PER, CHL > SWE"),
        "en": ("Peru and Chile argue that Sweden must withdraw its troops.", "REQUEST PER, CHL > SWE"),
    },
    "joined names before another": {
        "nl": ("Diplomaten meldden dat Peru en Chili Kosovo al hadden erkend.", "SUPPORT PER, CHL > KOS"),
    },
    "what a proposal holds": {
        "nl": ("De Finse minister zei dat het plan dat Chili moet betalen absurd is.", "nothing"),
    },
    "whose troops a state has": {
        "nl": (
            "Chili heeft troepen in Haïti, die bezig zijn met het trainen van Haïtiaanse soldaten.",
            "AID CHL > HTI",
        ),
    },
    "vowed behind a quotation": {
        "nl": ("'We keren terug', zwoer de Chileense president.", "AGREE CHL"),
    },
    "indirect object of a conjunct": {
        "en": (
            "Denmark praised Peru and gave Chile ten million dollars.",
            "SUPPORT DNK > PER ; AID DNK > CHL",
        ),
        "nl": (
            "Denemarken prees Peru en stelde Chili tien miljoen euro beschikbaar.",
            "SUPPORT DNK > PER ; AID DNK > CHL",
        ),
    },
    "refused by whom it was asked": {
        "nl": (
            "Peru vroeg Chili om voedsel, maar kreeg nul op het rekest.",
            "REQUEST PER > CHL ; REJECT CHL > PER",
        ),
    },
    "whom a verb addresses, before its particle": {
        "nl": ("Zweden droeg Chili op de grens te sluiten.", "REQUEST SWE > CHL"),
    },
    "a particle that looks like a preposition": {
        "nl": ("De Verenigde Naties riepen Chili op Peru wapens te leveren.", "REQUEST UN > CHL"),
    },
    "whom a verb addresses behind its subject": {
        "nl": ("Daarom dringt Zweden er bij Chili op aan de wapens terug te halen.", "REQUEST SWE > CHL"),
    },
    "the object of what is threatened": {
        "nl": ("Zweden dreigt Chili sancties op te leggen.", "THREATEN/relations SWE > CHL"),
    },
    "begun with an auxiliary of the future": {
        "nl": ("Finse troepen gingen Zweedse dorpen beschieten.", "ASSAULT/heavy-weapons FIN > SWE"),
    },
    "the government that a parliament speaks of": {
        "nl": (
            "Het Finse parlement eist dat de regering de uitvoer naar Zweden stopzet.",
            "REQUEST FIN LEG > FIN GOV",
        ),
    },
    "a crowd told by its place": {
        "nl": ("Een betoging tegen de lonen is in Lima uit de hand gelopen.", "PROTEST/demo PER CVL"),
    },
    "the two as a pronoun": {
        "nl": (
            "Peru en Chili onderhandelen over de grens. Zweden riep beide op de troepen terug te trekken.",
            "REQUEST SWE > PER, CHL",
        ),
    },
    "blamed by a critic of its own government": {
        "nl": ("De Finse oppositie vindt dat de regering te ver gaat.", "ACCUSE FIN > FIN"),
    },
    "rioters told by a bare word": {
        "nl": (
            "De premier van Spanje sprak in Madrid. Jongeren bekogelden agenten met stenen.",
            "PROTEST/riot ESP > ESP",
        ),
    },
    "arrests by the police of the sentence before": {
        "nl": (
            "De Peruaanse politie zette een waterkanon in. Twaalf mensen werden opgepakt.",
            "COERCE/arrest PER > PER",
        ),
    },
    "what a verb of naming calls its object": {
        "nl": ("Syrië noemde het Turkse voorstel een klucht.", "ACCUSE SYR > TUR"),
    },
    "done to each other": {
        "en": ("Canada and India expelled each other's diplomats.", "SANCTION/expel CAN, IND > CAN, IND"),
        "nl": ("Canada en India wezen elkaars diplomaten uit.", "SANCTION/expel CAN, IND > CAN, IND"),
    },
    "an attribution that closes the sentence": {
        "en": (
            "Gunmen on motorbikes killed at least 18 people in western Niger, local officials said.",
            "ASSAULT NER > NER",
        ),
    },
    "a name before what is given": {
        "en": ("Japan sent Turkey tents after the earthquake.", "AID JPN > TUR"),
    },
    "a second verb before its object": {
        "en": ("Turkish jets took off from Incirlik and bombed targets in Syria.", "ASSAULT TUR > SYR"),
    },
    "an active verb without an object": {
        "en": ("Egypt mediated between Israel and Hamas.", "CONSULT/third-party EGY, ISR, PSE"),
    },
    "a headline that tells what will be": {
        "en": ("Australia to send tanks to Ukraine", "AGREE AUS > UKR"),
    },
    "a meeting that is wanted": {
        "en": ("Israel wants a meeting with Jordan.", "AGREE ISR > JOR"),
    },
    "help that is asked for oneself": {
        "en": (
            "Ukraine asked the United States to send missiles.",
            "REQUEST UKR > USA ; AID USA > UKR hypothetical",
        ),
    },
    "the king of a country": {
        "en": ("Jordan's King Abdullah criticised Israel.", "ACCUSE JOR > ISR"),
    },
    "a crowd before an embassy": {
        "en": ("Protesters set fire to the Italian consulate in Karachi.", "PROTEST PAK > ITA"),
    },
    "passive with agent": {
        "en": ("Russia was condemned by Germany on Monday.", "ACCUSE DEU > RUS"),
        "nl": ("Rusland werd maandag door Duitsland veroordeeld.", "ACCUSE DEU > RUS"),
    },
    "passive without agent": {
        "en": ("Two Russian diplomats were arrested in Georgia on Monday.", "COERCE/arrest GEO > RUS"),
        "nl": ("Twee Russische diplomaten werden maandag gearresteerd.", "COERCE/arrest ? > RUS"),
    },
    "object control": {
        "en": ("France urged Turkey to condemn Russia.", "REQUEST FRA > TUR ; ACCUSE TUR > RUS hypothetical"),
        "nl": (
            "Frankrijk verzocht Turkije om Rusland te veroordelen.",
            "REQUEST FRA > TUR ; ACCUSE TUR > RUS hypothetical",
        ),
    },
    "subject control by refusing": {
        "en": ("France refused to condemn Turkey.", "REJECT FRA > TUR ; ACCUSE FRA > TUR hypothetical"),
        "nl": (
            "Frankrijk weigerde Turkije te veroordelen.",
            "REJECT FRA > TUR ; ACCUSE FRA > TUR hypothetical",
        ),
    },
    "subject control by promising": {
        "en": ("Germany promised to send weapons to Ukraine.", "AGREE DEU > UKR ; AID DEU > UKR future"),
        "nl": (
            "Duitsland beloofde wapens naar Oekraïne te sturen.",
            "AGREE DEU > UKR ; AID DEU > UKR future",
        ),
    },
    "subject relative clause": {
        "en": (
            "The Turkish president, who condemned Israel, visited Iran.",
            "ACCUSE TUR > ISR ; CONSULT TUR > IRN",
        ),
        "nl": (
            "De Franse ministers, die Israël veroordeelden, bezochten Iran.",
            "ACCUSE FRA > ISR ; CONSULT FRA > IRN",
        ),
    },
    "object relative clause": {
        "en": ("The Russian diplomats whom Poland expelled returned to Moscow.", "SANCTION/expel POL > RUS"),
        "nl": (
            "De Russische diplomaten die Frankrijk heeft gearresteerd, keerden terug.",
            "COERCE/arrest FRA > RUS",
        ),
    },
    "participle that follows its noun": {
        "en": ("The French journalists arrested by Iran returned to Paris.", "COERCE/arrest IRN > FRA"),
        "nl": ("De Franse journalisten, gearresteerd door Iran, keerden terug.", "COERCE/arrest IRN > FRA"),
    },
    "participle before what it describes": {
        "en": ("Accused by France of espionage, Iran expelled two diplomats.", "ACCUSE FRA > IRN"),
        "nl": ("De door Iran gearresteerde Franse journalisten keerden terug.", "COERCE/arrest IRN > FRA"),
    },
    "coordination with a shared subject": {
        "en": ("Germany condemned Russia and praised Ukraine.", "ACCUSE DEU > RUS ; SUPPORT DEU > UKR"),
        "nl": (
            "Duitsland veroordeelde Rusland en bedankte Oekraïne.",
            "ACCUSE DEU > RUS ; SUPPORT DEU > UKR",
        ),
    },
    "coordinated actors": {
        "en": ("Germany and France condemned Russia and Belarus.", "ACCUSE DEU, FRA > RUS, BLR"),
        "nl": ("Duitsland en Frankrijk veroordeelden Rusland en Belarus.", "ACCUSE DEU, FRA > RUS, BLR"),
    },
    "apposition": {
        "en": ("Anna Berg, the Swedish foreign minister, condemned Israel.", "ACCUSE SWE GOV > ISR"),
        "nl": (
            "Anna Berg, de Zweedse minister van Buitenlandse Zaken, veroordeelde Israël.",
            "ACCUSE SWE GOV > ISR",
        ),
    },
    "possessive owner": {
        "en": ("The president of Ukraine condemned Russia.", "ACCUSE UKR GOV > RUS"),
        "nl": ("De president van Oekraïne veroordeelde Rusland.", "ACCUSE UKR GOV > RUS"),
    },
    "nationality adjective as owner": {
        "en": ("Germany condemned the Russian aggression.", "ACCUSE DEU > RUS"),
        "nl": ("Duitsland veroordeelde de Russische agressie.", "ACCUSE DEU > RUS"),
    },
    "verb and particle apart": {
        "en": ("Ukraine blew a Russian bridge up.", "ASSAULT UKR > RUS"),
        "nl": ("Rusland riep Iran op om de gijzelaars vrij te laten.", "REQUEST RUS > IRN"),
    },
    "verb and particle together": {
        "en": ("Ukraine blew up a Russian bridge.", "ASSAULT UKR > RUS"),
        "nl": ("Rusland heeft Iran opgeroepen om de gijzelaars vrij te laten.", "REQUEST RUS > IRN"),
    },
    "light verb": {
        "en": ("Israel carried out an attack on Syria.", "ASSAULT ISR > SYR"),
        "nl": ("Israël voerde een aanval op Syrië uit.", "ASSAULT ISR > SYR"),
    },
    "nominalisation": {
        "en": ("The Russian attack on Ukraine surprised the experts.", "ASSAULT RUS > UKR"),
        "nl": ("De Russische aanval op Oekraïne verraste de deskundigen.", "ASSAULT RUS > UKR"),
    },
    "genitive": {
        "en": ("Russia's attack on Ukraine surprised the experts.", "ASSAULT RUS > UKR"),
        "nl": ("Ruslands aanval op Oekraïne verraste de deskundigen.", "ASSAULT RUS > UKR"),
    },
    "pronoun subject within the sentence": {
        "en": ("Germany said that it had expelled two Russian diplomats.", "SANCTION/expel DEU > RUS"),
        "nl": ("Duitsland zei dat het de Russische ambassadeur had uitgewezen.", "SANCTION/expel DEU > RUS"),
    },
    "negation": {
        "en": ("Germany did not condemn Russia.", "ACCUSE DEU > RUS negated"),
        "nl": ("Duitsland veroordeelde Rusland niet.", "ACCUSE DEU > RUS negated"),
    },
    "conditional clause": {
        "en": ("If Russia attacks Georgia, oil prices will rise.", "ASSAULT RUS > GEO hypothetical"),
        "nl": (
            "Als Rusland morgen Georgië aanvalt, stijgen de olieprijzen.",
            "ASSAULT RUS > GEO hypothetical",
        ),
    },
    "conditional clause that opens with its verb": {
        "en": ("Should Russia attack Georgia, oil prices will rise.", "ASSAULT RUS > GEO hypothetical"),
        "nl": (
            "Mocht Rusland Georgië aanvallen, dan stijgen de olieprijzen.",
            "ASSAULT RUS > GEO hypothetical",
        ),
    },
    "future": {
        "en": ("Germany will condemn Russia.", "ACCUSE DEU > RUS future"),
        "nl": ("Duitsland zal Rusland veroordelen.", "ACCUSE DEU > RUS future"),
    },
    "modal": {
        "en": ("Germany may condemn Russia.", "ACCUSE DEU > RUS hypothetical"),
        "nl": ("Duitsland kan Rusland veroordelen.", "ACCUSE DEU > RUS hypothetical"),
    },
    "the accused owns the act": {
        "en": ("Germany condemned Russia for the attack on Georgia.", "ACCUSE DEU > RUS ; ASSAULT RUS > GEO"),
        "nl": (
            "Duitsland veroordeelde Rusland voor de aanval op Georgië.",
            "ACCUSE DEU > RUS ; ASSAULT RUS > GEO",
        ),
    },
    "refusal by anaphor": {
        "en": (
            "The United States wants China to condemn Russia, but Beijing refuses to do so.",
            "REQUEST USA > CHN ; REJECT CHN > USA ; ACCUSE CHN > RUS hypothetical",
        ),
        "nl": (
            "Amerika wil dat China Rusland veroordeelt, maar Peking weigert dat te doen.",
            "REQUEST USA > CHN ; REJECT CHN > USA ; ACCUSE CHN > RUS hypothetical",
        ),
    },
}

# construction -> language -> sentence, and who does what to whom whether or not it is held to have happened
PARTICIPANTS: dict[str, dict[str, tuple[str, str]]] = {
    "raising": {
        "en": ("Russia seems to have attacked Georgia.", "ASSAULT RUS > GEO"),
        "nl": ("Rusland blijkt Georgië te hebben aangevallen.", "ASSAULT RUS > GEO"),
    },
}

# construction -> language -> sentence in which nothing of the kind has happened
NEVER: dict[str, dict[str, tuple[str, str]]] = {
    "purpose": {
        "en": ("The Iranian minister travelled to Iraq to condemn Israel.", "ACCUSE IRN > ISR"),
        "nl": ("De Iraanse minister reisde naar Irak om Israël te veroordelen.", "ACCUSE IRN > ISR"),
    },
}


def cases(table: dict[str, dict[str, tuple[str, str]]]) -> list[object]:
    return [
        pytest.param(language, sentence, gives, id=f"{construction} [{language}]")
        for construction, languages in table.items()
        for language, (sentence, gives) in languages.items()
    ]


@cache
def coded() -> dict[tuple[str, str], tuple[StoryRecord, Parse]]:
    """Everything above through the real pipeline, in one batch."""
    stories = [
        Story(id=f"{construction} {language}", text=sentence, language=language)
        for table in (GIVES, PARTICIPANTS, NEVER)
        for construction, languages in table.items()
        for language, (sentence, _) in languages.items()
    ]
    coder = Coder.load()
    parses = coder.read(stories)
    return {
        (story.language, story.text): (coder.code(story, parse), parse)
        for story, parse in zip(stories, parses, strict=True)
    }


def tell(record: StoryRecord, parse: Parse) -> str:
    """What came out, and the tree it came from: what a failing test must show."""
    trees = [outline(Tree(one, n, load_function(record.language))) for n, one in enumerate(parse.sentences)]
    return "\n  ".join(["", "got    " + describe(record), *trees])


@pytest.mark.parametrize(("language", "sentence", "gives"), cases(GIVES))
def test_grammar_gives_the_record(language: str, sentence: str, gives: str) -> None:
    record, parse = coded()[language, sentence]
    assert meets(record, parse_gives(gives)), f"{sentence}\n  wanted {gives}" + tell(record, parse)


@pytest.mark.parametrize(("language", "sentence", "gives"), cases(PARTICIPANTS))
def test_grammar_gives_the_participants(language: str, sentence: str, gives: str) -> None:
    record, parse = coded()[language, sentence]
    held = [
        parse_gives(f"{gives} {factuality}".removesuffix(" actual"))
        for factuality in ("actual", "hypothetical")
    ]
    assert any(meets(record, one) for one in held), f"{sentence}\n  wanted {gives}" + tell(record, parse)


@pytest.mark.parametrize(("language", "sentence", "gives"), cases(NEVER))
def test_grammar_keeps_the_record_from_having_happened(language: str, sentence: str, gives: str) -> None:
    record, parse = coded()[language, sentence]
    assert not meets(record, parse_gives(gives)), f"{sentence}\n  never  {gives}" + tell(record, parse)
