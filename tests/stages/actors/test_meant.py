"""Who is meant, read by the shipped model: one class of words a test, all sentences read at once.

In the texts each mention is marked with the right answer, as in evaluation/gold/coreference.jsonl; a dash
stands for nobody, where a doubt must stay.
"""

from __future__ import annotations

from functools import cache

import pytest

from dragoman.pipeline import Coder
from dragoman.records import Actor, Story
from dragoman.stages.actors.finder import ActorFinder
from evaluation.coreference import Asked, find_meant, take_out_marks

DAY = "2021-06-14"

CASES: dict[str, tuple[str, str, str]] = {
    # class: language, day, text
    "the US state of Georgia": (
        "en",
        DAY,
        "Governor Sue Marsh of [[Georgia=USA]] vetoed the bill. The United States Senate praised her.",
    ),
    "a governor's Georgia": ("en", DAY, "[[Georgia=USA]]'s governor Sue Marsh criticised Canada."),
    "a town with its state": ("en", DAY, "Police in Athens, [[Georgia=USA]], arrested two students."),
    "a mayor of a town not in the atlas": (
        "en",
        DAY,
        "The [[mayor=FRA GOV]] of Dijon, Anne Petit, accused Germany of theft.",
    ),
    "the mayor of a town, title first": (
        "en",
        DAY,
        "Dijon mayor [[Anne Petit=FRA GOV]] accused Germany of theft.",
    ),
    "the House abroad": ("en", DAY, "The [[House=USA LEG]] rejected the aid package for Ukraine."),
    "de Kamer without a country": ("nl", DAY, "De [[Kamer=NLD LEG]] verwierp het verdrag met Canada."),
    "the Senate at home": ("en", DAY, "Kenya hesitated. In Kenya the [[Senate=KEN LEG]] rejected the plan."),
    "a minister's surname in a Dutch story": (
        "nl",
        "2025-05-10",
        "[[Minister Brekelmans=NLD GOV]] bekritiseerde Rusland.",
    ),
    "a name that says one thing and is another": (
        "en",
        DAY,
        "The Lion's [[Brigade=MLI REB]], a rebel group in Mali, attacked a mine.",
    ),
    "gunmen of a cartel": ("en", DAY, "Mexican drug cartel [[gunmen=MEX CRM]] fled."),
    "what a state's owner says of a name": (
        "en",
        DAY,
        "Spain signed a deal with India's [[Bharatflot=IND]].",
    ),
    "the president of a court": ("en", DAY, "The [[president=KEN JUD]] of Kenya's supreme court resigned."),
    "the head of a union": (
        "nl",
        DAY,
        "De [[voorzitter=DEU LAB]] van de Duitse vakbond bekritiseerde Polen.",
    ),
    "the chief of border guards": ("en", DAY, "Finland's border guard chief [[Lauri Koski=FIN MIL]] fled."),
    "the Commission": ("en", DAY, "Four EU countries called on the [[Commission=EU GOV]] to act."),
    "another commission": (
        "en",
        DAY,
        "EU observers praised Kenya. Its Electoral Commission resigned. "
        "Uganda criticised the [[Commission=KEN]].",
    ),
    "de Unie": ("nl", DAY, "Hongarije verliet de Europese Unie. De [[Unie=EU]] had dat niet verwacht."),
    "a Dutch town by its adjective": (
        "nl",
        DAY,
        "De Groningse [[burgemeester=NLD GOV]] bekritiseerde Polen.",
    ),
    "two leaders, one a counterpart": (
        "nl",
        DAY,
        "De Franse premier ontmoette zijn Duitse ambtgenoot in Wellington. "
        "De twee [[leiders=FRA+DEU]] veroordeelden China.",
    ),
    "a town in capitals that opens the story": (
        "en",
        DAY,
        "KAMPALA - Police on Monday arrested opposition leader Grace Atim outside parliament. "
        "The [[government=UGA GOV]] accused [[her=UGA OPP]] of inciting violence.",
    ),
    "a people without a state, where it acts": ("en", DAY, "[[Kurds=TUR CVL]] demonstrated in Diyarbakir."),
    "a service called by its name": (
        "nl",
        DAY,
        "De Israëlische veiligheidsdienst [[Shin Bet=ISR SPY]] arresteerde een Pool.",
    ),
    "whose the social democrats are": (
        "en",
        DAY,
        "Croatia's [[Social Democrats=HRV PTY]] called on the government to resign.",
    ),
    "a parliament makes the home": (
        "nl",
        DAY,
        "De Tweede Kamer stemde over Mali. De [[oppositie=NLD OPP]] was verdeeld.",
    ),
    "the country Georgia": (
        "en",
        DAY,
        "Russia attacked [[Georgia=GEO]] and the United States protested.",
    ),
    "a man called Jordan": ("en", DAY, "[[Jordan Smith=-]] resigned. Nobody thanked [[Jordan=-]]."),
    "the country Jordan": ("en", DAY, "[[Jordan=JOR]] closed the border with Syria."),
    "a man called Chad": ("en", DAY, "[[Chad Wells=-]] sang in Paris."),
    "the country Chad": ("en", DAY, "[[Chad=TCD]] sent troops to Niger."),
    "a woman called Paris": ("en", DAY, "[[Paris Miller=-]] opened a hotel."),
    "a man called Washington": ("en", DAY, "The actor [[David Washington=-]] opened a hotel."),
    "the capital Washington": ("en", DAY, "[[Washington=USA GOV]] condemned the coup in Mali."),
    "the bird": ("en", DAY, "Farmers in Poland sold every [[turkey=-]] before Christmas."),
    "the Congo of the news": ("en", DAY, "[[Congo=COD]] expelled two priests on Monday."),
    "the Congo of Brazzaville": ("nl", DAY, "[[Congo=COG]] zette in Brazzaville twee priesters uit."),
    "the Congo of its president": (
        "en",
        DAY,
        "Denis Sassou Nguesso flew home and [[Congo=COG]] expelled two priests.",
    ),
    "Congo when the other was Zaire": ("en", "1985-02-01", "[[Congo=COG]] expelled two priests."),
    "either Korea": ("en", DAY, "[[Korea=-]] expelled two priests on Monday."),
    "Congo by its capital": (
        "en",
        DAY,
        "[[Congo=COD]] expelled two priests, officials in Kinshasa said.",
    ),
    "a party where its country is named": (
        "en",
        DAY,
        "In Oslo [[the Progress Party=NOR PTY]] asked for new elections.",
    ),
    "a party whose country is not named": ("en", DAY, "[[The Progress Party=-]] asked for elections."),
    "a party's name with an owner": (
        "en",
        DAY,
        "[[The French Socialist Party=FRA PTY]] thanked the Portuguese president.",
    ),
    "a party of two countries named": (
        "en",
        DAY,
        "France and Portugal agree, but [[the Socialist Party=-]] does not.",
    ),
    "a neighbour with an owner": (
        "nl",
        DAY,
        "Servië stuurde tanks naar de grens. Kosovo klaagde over [[zijn buurland=SRB]].",
    ),
    "a neighbour among more than two": (
        "en",
        DAY,
        "Peru, Chile and Bolivia met. Peru blamed [[its neighbour=-]] for the delay.",
    ),
    "two neighbours": (
        "en",
        DAY,
        "Ethiopia and Eritrea signed a deal. [[The neighbours=ETH+ERI]] opened the border.",
    ),
    "a neighbour by name": (
        "en",
        DAY,
        "Peru and Chile met. Peru praised [[its neighbour Bolivia=BOL]].",
    ),
    "both sides": (
        "nl",
        DAY,
        "Israël en Hamas sloten een bestand. [[Beide partijen=ISR+PSE]] schonden het.",
    ),
    "leaders at a group's meeting": (
        "en",
        DAY,
        "At the ASEAN summit in Jakarta [[the leaders=ASEAN]] condemned Myanmar.",
    ),
    "member states": (
        "nl",
        DAY,
        "De Arabische Liga kwam bijeen in Caïro. [[De lidstaten=ARAB-LEAGUE]] veroordeelden Israël.",
    ),
    "ministers of the home country beside a group": (
        "en",
        DAY,
        "The Dutch cabinet met about the NATO summit. [[The ministers=NLD GOV]] rejected the plan.",
    ),
    "a title beside its name": (
        "en",
        "2020-11-02",
        "Many voters loved [[President Trump=USA GOV]] until he left.",
    ),
    "an office that ended days ago": (
        "en",
        "2024-07-08",
        "On Thursday [[Rishi Sunak=GBR GOV]] resigned.",
    ),
    "an office that ended long ago": ("en", "2024-11-08", "[[Rishi Sunak=GBR ELI]] wrote a book."),
    "the president among a vice-president and a former one": (
        "en",
        "2019-01-10",
        "Vice President Mike Pence met President Donald Trump, and President Trump blamed former President "
        "Obama. [[The president=USA GOV]] ordered new sanctions against Iran.",
    ),
    "a former president by his surname": (
        "en",
        "2019-01-10",
        "President Trump blamed [[former President Obama=USA ELI]] for the deal.",
    ),
    "companies make no home": (
        "en",
        DAY,
        "A judge in Vienna fined Facebook, Google and Twitter. [[The parliament=AUT LEG]] agreed.",
    ),
    "the North": ("en", DAY, "South Korea complained. [[The North=PRK]] rejected the complaint."),
    "het Noorden": ("nl", DAY, "Zuid-Korea protesteerde. [[Het Noorden=PRK]] verwierp het protest."),
    "Northern Ireland": ("en", DAY, "Protesters in [[Northern Ireland=GBR]] blocked a road."),
    "the other Guinea": ("en", DAY, "[[Equatorial Guinea=GNQ]] arrested a banker."),
    "de Kamer": (
        "nl",
        DAY,
        "Den Haag wacht af. Nederland stuurt geld, maar [[de Kamer=NLD LEG]] twijfelt.",
    ),
    "the House": (
        "en",
        DAY,
        "Washington waits. America will pay, but [[the House=USA LEG]] has doubts.",
    ),
    "another country's parliament": (
        "en",
        DAY,
        "[[The Libyan House of Representatives=LBY LEG]] met.",
    ),
    "a surname after the full name": (
        "nl",
        DAY,
        "De Letse minister Ilze Ozola vertrok. [[Ozola=LVA GOV]] zweeg.",
    ),
    "spellings of one name": ("nl", "2022-05-14", "[[Zelenski=UKR GOV]] belde met [[Poetin=RUS GOV]]."),
    "a title and a family name": (
        "en",
        DAY,
        "[[President Xi=CHN GOV]] welcomed the [[Dutch king=NLD GOV]].",
    ),
    "an unknown person by the story": (
        "en",
        DAY,
        "The mayor of Lagos, [[Tunde Bello=NGA GOV]], resigned. [[Bello=NGA GOV]] gave no reason.",
    ),
    "a clause says who": (
        "en",
        DAY,
        "[[Tunde Bello=NGA LEG]], who is a Nigerian senator, resigned.",
    ),
    "his counterpart": (
        "en",
        DAY,
        "The Polish minister called [[his Czech counterpart=CZE GOV]] on Monday.",
    ),
    "by age": (
        "en",
        DAY,
        "Peruvian President Ana Rojas fell ill. [[The 71-year-old=PER GOV]] is in hospital.",
    ),
    "both sides' country": (
        "nl",
        DAY,
        "Peru en Chili praten weer. [[Beide landen=PER+CHL]] willen een verdrag.",
    ),
    "a former minister": ("nl", DAY, "[[De Belgische oud-minister=BEL ELI]] werd verhoord."),
    "rebel leaders": ("en", DAY, "[[Afghan rebel leaders=AFG REB]] met in secret."),
    "what only belongs to rebels": ("en", DAY, "The army shelled [[Afghan rebel camps=AFG REB]]."),
    "camps of rebels": ("nl", DAY, "Peru bestookte [[kampen van Afghaanse guerrillastrijders=AFG REB]]."),
    "leaders of a people": ("en", DAY, "[[Tamil leaders=LKA CVL]] met in secret."),
    "what befalls people": ("en", DAY, "Chad investigated [[the deaths of 300 Libyans=LBY CVL]]."),
    "former rebels": ("en", DAY, "[[Former Colombian rebels=COL REB]] met in secret."),
    "what rebels of a people hold": (
        "nl",
        DAY,
        "Peru bestookte [[een bolwerk van Karen-strijders=MMR REB]].",
    ),
    "soldiers of rebels": ("en", DAY, "The army shelled [[Afghan rebel soldiers=AFG REB]]."),
    "lawmakers of the opposition": (
        "en",
        DAY,
        "[[Lawmakers of the Kenyan opposition=KEN OPP]] met in secret.",
    ),
    "a former head of a force": ("en", DAY, "Spain jailed [[the former head of Chad's army=TCD ELI]]."),
    "a former soldier": ("nl", DAY, "Spanje berechtte [[een Tsjadische oud-generaal=TCD MIL]]."),
    "who chairs a body of a country": (
        "en",
        DAY,
        "[[Philippine Red Cross chair Rosa Diaz=PHL NGO]] thanked Spain.",
    ),
    "a company's head": (
        "en",
        DAY,
        "[[Kenyan bank president and CEO Jane Roe=KEN BUS]] blamed Spain.",
    ),
    "a university of somewhere": (
        "en",
        DAY,
        "Kenya voted. The Kenyan player studied at [[Saint Louis University=-]].",
    ),
    "the surname of who was linked by the home country": (
        "en",
        DAY,
        "Kenya votes. The presidential nominee Billy Parker spoke. [[Parker=KEN PTY]] was tired.",
    ),
    "a warship": ("en", DAY, "Iran shadowed the [[USS=USA MIL]] Example off Oman."),
    "a body and a role written in one": (
        "nl",
        DAY,
        "De [[Hezbollahleider=LBN REB]] bedreigde Spanje.",
    ),
    "a seat of power and a role written in one": (
        "nl",
        DAY,
        "De [[Kremlinwoordvoerder=RUS GOV]] waarschuwde Spanje.",
    ),
    "members of a parliament written in one": (
        "nl",
        DAY,
        "Twee [[Knessetleden=ISR LEG]] bezochten Spanje.",
    ),
    "a number of people in a place": ("en", DAY, "[[Hundreds in Lima=PER CVL]] protested."),
    "a pilot taken": ("en", DAY, "Gunmen released [[a Kenyan pilot=KEN CVL]]."),
    "a building of state": ("en", DAY, "Crowds stormed [[the presidential residence in Lima=PER GOV]]."),
    "an ethnic group abroad": ("en", DAY, "[[Ethnic Turks in Bulgaria=BGR CVL]] protested."),
    "a bare word at home": (
        "en",
        DAY,
        "Poland voted on Sunday. [[The police=POL COP]] saw no trouble.",
    ),
    "a bare word nowhere": (
        "en",
        DAY,
        "Poland and Spain met. [[The police=-]] saw no trouble.",
    ),
    "people of nowhere": ("en", DAY, "Poland voted on Sunday. [[Two people=-]] fell ill."),
}


@cache
def answers() -> dict[str, tuple[ActorFinder, tuple[Asked, ...]]]:
    coder = Coder.load()
    marked = {name: take_out_marks(text) for name, (_, _, text) in CASES.items()}
    stories = [
        Story(id=name, text=marked[name][0], language=language, published=day)
        for name, (language, day, _) in CASES.items()
    ]
    parses = coder.read(stories)
    return {
        story.id: (coder.study(story, parse)[0].actors, marked[story.id][1])
        for story, parse in zip(stories, parses, strict=True)
    }


def told(actor: Actor) -> str:
    return f"{actor.country or actor.group} {actor.sector} {actor.name} via {actor.via}"


@pytest.mark.parametrize("name", CASES)
def test_each_class_of_words_means_whom_it_should(name: str) -> None:
    actors, asked = answers()[name]
    for one in asked:
        found = find_meant(actors, one)
        codes = {actor.country or actor.group for actor in found}
        assert codes == one.codes, [told(actor) for actor in found]
        assert one.sector is None or {actor.sector for actor in found} == {one.sector}, codes
