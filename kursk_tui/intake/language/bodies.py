"""Nouns for those who speak: offices, bodies, groups, reports, and the kind of agent they are."""

from __future__ import annotations

from kursk_tui.intake.language.plain import word_set
from kursk_tui.model.vocabulary import AgentKind

# Who holds one speaks for a body, or is a person with a name.
ROLES = word_set(
    "official officials representative representatives spokesman spokeswoman spokesperson"
    " spokespeople spokesmen spokespersons officer officers chief head director directors minister"
    " ministers president premier chancellor chairman chairwoman chair secretary secretary-general"
    " commissioner ambassador envoy delegate governor mayor prefect prosecutor lawmaker lawmakers"
    " senator senators deputy deputies legislator legislators mp mps commander commanders general"
    " colonel major captain lieutenant admiral brigadier sergeant source sources diplomat diplomats"
    " adviser advisers advisor advisors aide aides analyst analysts expert experts researcher"
    " researchers scientist scientists professor professors correspondent reporter journalist"
    " editor author"
    " leader leaders founder coordinator manager executive ceo member members negotiator"
    " mediator ombudsman inspector judge doctor dr doctors nurse epidemiologist employee employees"
    " volunteer volunteers insider insiders economist historian administrator superintendent"
    " sheriff king queen prince sheikh pope bishop archbishop vice deputy historian seismologist"
    " virologist organiser organizer captain pilot counsel attorney lawyer councillor staffer"
    " staffers consul rapporteur marshal commander-in-chief vice-president attorney-general"
    " director-general inspector-general under-secretary-general vice-chairman vice-chair"
    " editor-in-chief co-founder co-chair lt gen col maj capt sgt brig adm supt prof rep sen rev"
)
# Of those, whoever speaks without being named: only the sort of them is told.
UNNAMED = word_set(
    "official officials source sources diplomat diplomats insider insiders expert experts analyst"
    " analysts lawmaker lawmakers authorities media observers reports estimates witnesses witness"
    " residents resident survivors survivor rescuers rescuer locals villagers doctors medics"
    " employees staffers aides sources medics reporters outlets newspapers representatives"
    " activists bloggers eyewitnesses eyewitness relatives prisoners passengers crew fishermen"
    " neighbours neighbors spectators workers people others critics civilians commanders"
    " governments agencies assessments documents document officers members volunteers"
    " correspondents journalists channels channel militants fighters soldiers nurses nurse surgeons"
    " surgeon paramedics paramedic staff teachers parents families groups organisations"
    " organizations charities authors services"
)
# Groups that speak for themselves: who they are is known, though they have no letterhead.
GROUPS = word_set(
    "organizers organisers police firefighters prosecutors rebels researchers scientists"
    " investigators academics unionists demographers seismologists epidemiologists economists"
    " statisticians historians campaigners protesters opposition judges auditors peacekeepers"
)
BODIES: dict[str, AgentKind] = {
    **dict.fromkeys(
        word_set(
            "ministry department government authority council commission court municipality city"
            " embassy office administration cabinet police bureau agency prosecutors firefighters"
            " directorate prefecture presidency palace state treasury customs registry"
            " investigators judges auditors region province district consulate secretariat kremlin"
            " pentagon inspectorate delegation fire-service coroner authorities hospital"
            " hospitals municipalities"
        ),
        "government",
    ),
    **dict.fromkeys(
        word_set(
            "army military navy forces force guard command staff headquarters corps brigade"
            " battalion regiment division fleet militia rebels airforce chiefs peacekeepers"
            " coastguard gendarmerie"
        ),
        "military",
    ),
    **dict.fromkeys(word_set("intelligence"), "intelligence"),
    **dict.fromkeys(
        word_set("parliament congress senate duma assembly legislature knesset bundestag"),
        "parliament",
    ),
    **dict.fromkeys(word_set("newswire wire"), "news agency"),
    **dict.fromkeys(
        word_set(
            "newspaper newspapers daily weekly tabloid magazine television tv radio broadcaster"
            " channel outlet website site portal times post tribune herald gazette journal news"
            " paper"
        ),
        "outlet",
    ),
    **dict.fromkeys(
        word_set(
            "university institute institution college researchers scientists academics observatory"
            " think-tank tank laboratory seismologists epidemiologists economists demographers"
            " statisticians historians centre center"
        ),
        "analyst",
    ),
    **dict.fromkeys(
        word_set(
            "organization organisation organizers organisers union federation association charity"
            " ngo foundation society cross crescent fund operator company firm network"
            " coalition group monitor watchdog club party service church league syndicate"
            " programme program project nations committee front movement opposition"
            " campaigners protesters unionists alliance helmets mission agencies"
            " consortium initiative"
        ),
        "ngo",
    ),
}
# What is said in them is said by whoever made them.
REPORTS = word_set(
    "report reports claim claims estimate estimates assessment assessments statement statements"
    " figure figures data tally count counts analysis investigation study studies survey"
    " calculation calculations briefing interview update bulletin information remarks comments"
    " number numbers toll tolls document documents article articles letter census statistics"
    " records release account accounts projections projection forecasts forecast findings results"
    " analyses tallies paper post message address speech communique notice evidence images"
    " footage video release dispatch inquiry probe audit autopsy rumour rumours rumor rumors"
)
# Agencies that sell reports all over the world, by the name that is printed.
AGENCIES = word_set(
    "reuters afp ap bloomberg dpa efe ansa tass xinhua upi anadolu pti interfax kyodo agence"
    " associated"
)
# Where somebody posts is nobody who passes it on.
NETWORKS = word_set("facebook telegram twitter instagram weibo vk tiktok youtube x threads bluesky")
# Words before a noun that say nothing of who it is.
PLAIN = word_set(
    "senior top former unnamed anonymous unidentified other some several many most more"
    " high-ranking high-level two three four five key certain various different same latter one"
    " another"
    " then-current current own chief deputy acting outgoing newly independent private"
    " preliminary latest recent earlier new public neighbouring neighboring surrounding outlying"
    " leading ruling governing visiting breakaway occupied besieged affected stricken armed"
)
DEFINITE = word_set("the this that these those its his her their our my")
INDEFINITE = word_set("a an some several many two three one another few both all most")
PRONOUNS = word_set("he she it they")
CALENDAR = word_set(
    "january february march april may june july august september october november december jan feb"
    " mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday"
    " sunday today yesterday tomorrow tonight"
)
_NATIONAL = ("ian", "ean", "ish", "ese", "aeli", "aqi", "istani", "emeni", "uwaiti")
_NATIONS = word_set(
    "us u.s uk u.k american british french german dutch western eastern european african asian"
    " arab afghan thai swiss israeli iraqi saudi qatari emirati omani pakistani bangladeshi"
    " filipino greek czech uzbek tajik south north central allied foreign international federal"
    " regional"
    " national local"
)


def is_national(word: str) -> bool:
    """Whether a word tells of which country or side somebody is, and nothing else."""
    lower = word.lower()
    return lower in _NATIONS or (word[:1].isupper() and lower.endswith(_NATIONAL))
