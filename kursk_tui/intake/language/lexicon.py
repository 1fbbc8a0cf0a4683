"""General English word lists: who is counted, what words go with which kind of count.

Nothing here knows a dossier. A family of words stands for a measure of a dossier only when one
of that measure's own cues is in the family: see `measures`.
"""

from __future__ import annotations

import re

from kursk_tui.intake.language.plain import word_set

# Nouns for persons who are counted. Whoever speaks (officials, sources) is not among them.
PERSONS = word_set(
    "troops troop soldiers soldier servicemen serviceman servicewomen servicemembers"
    " servicepeople personnel combatants combatant fighters fighter men man women people person"
    " persons workers worker labourers laborers labourer laborer engineers engineer sappers sapper"
    " deminers builders builder officers officer generals recruits conscripts mercenaries"
    " volunteers reservists paratroopers commandos marines marine sailors guards gunners"
    " specialists instructors advisers advisors civilians residents citizens nationals students"
    " children inmates detainees prisoners prisoner pows captives captive deserters defectors"
    " casualties casualty dead deaths death fatalities fatality wounded injured injuries injury"
    " killed losses lives victims survivors returnees evacuees refugees forces reinforcements"
    " trainees operators drivers pilots militants rebels insurgents invaders attackers infantry"
    " infantrymen infantryman artillerymen members bodies individuals hostages missing technicians"
    " scouts snipers peacekeepers policemen demonstrators demonstrator protesters protestors"
    " protester marchers strikers rioters activists supporters participants attendees spectators"
    " fans worshippers pilgrims visitors tourists holidaymakers travellers travelers passengers"
    " passenger commuters shoppers onlookers bystanders migrants migrant immigrants emigrants"
    " expatriates foreigners settlers inhabitants villagers locals townspeople farmers fishermen"
    " miners employees staff crew crewmen seamen airmen cadets veterans patients patient doctors"
    " nurses medics paramedics rescuers firefighters teachers pupils schoolchildren journalists"
    " reporters youths teenagers boys girls babies infants toddlers minors adults mothers orphans"
    " widows souls arrestees convicts gunmen terrorists jihadists guerrillas partisans"
    " legionnaires guardsmen tankers arrests"
    " muslims christians hindus jews sikhs buddhists catholics"
)
# Of those, the ones who bear arms: no population of civilians has them, and the other way round.
ARMED = word_set(
    "troops troop soldiers soldier servicemen serviceman servicewomen servicemembers personnel"
    " combatants combatant fighters fighter recruits conscripts mercenaries reservists paratroopers"
    " commandos marines marine gunners forces reinforcements infantry infantrymen infantryman"
    " artillerymen militants rebels insurgents invaders attackers snipers scouts gunmen terrorists"
    " jihadists guerrillas partisans legionnaires guardsmen officers generals"
)
UNARMED = word_set(
    "civilians residents citizens nationals students children workers worker labourers laborers"
    " labourer laborer builders inmates refugees demonstrators demonstrator protesters protestors"
    " protester marchers strikers rioters activists supporters participants attendees spectators"
    " fans worshippers pilgrims visitors tourists holidaymakers travellers travelers passengers"
    " passenger commuters shoppers onlookers bystanders migrants migrant immigrants emigrants"
    " expatriates foreigners settlers inhabitants villagers locals townspeople farmers fishermen"
    " miners employees staff patients patient doctors nurses medics paramedics rescuers"
    " firefighters teachers pupils schoolchildren journalists reporters youths teenagers boys girls"
    " babies infants toddlers minors mothers women orphans widows peacekeepers policemen hostages"
)
# Of those, groups that are some of all: who says how many of them there are may count no others.
SOME = UNARMED - word_set(
    "civilians residents citizens nationals inhabitants villagers locals townspeople inmates"
)
# Plural names of nations are persons too: Italians, Libyans, Iraqis.
NATION = re.compile(
    r"(?:[A-Z][a-z]{2,}(?:ans|ese|ans'|ians|eans)"
    r"|[A-Z][a-z]*(?:aelis|aqis|anis|eshis|enis|udis|aitis|atis|palis)|Qataris|Omanis|Somalis|Turks|Kurds|Poles|Danes|Swedes|Finns|Serbs|Croats|Greeks|Czechs"
    r"|Slovaks|Arabs|Uzbeks|Tajiks|Kazakhs|Britons|Filipinos|Spaniards|Thais|Swiss|French|British"
    r"|Dutch|Irish)$"
)
# Adjectives of nations that no ending tells.
NATIONAL = word_set(
    "swiss greek turk turkic dutch czech slovak arab kurd thai filipino saudi qatari pakistani"
    " iraqi israeli yemeni omani somali kuwaiti emirati bahraini nepali bangladeshi azerbaijani"
    " serb croat pole dane swede finn briton kurdish"
)

# Adjectives that may stand between two nouns for persons, the first of which tells the kind.
KINDS = word_set(
    "young old elderly local foreign former senior junior regular elite special combat military"
    " front-line frontline male female adult army navy naval enemy allied government civilian"
    " wounded injured dead killed missing captured fallen unarmed armed trained untrained"
)

# Between a number and its noun; a phrase ends at any of these.
STOPS = word_set(
    "to in on at for from with by into onto over under as who which that whom whose when while"
    " after before since during until till than if because so but however although though where"
    " have has had having was were is are be been being will would shall should may might can"
    " could must do does did not n't about against across along near through throughout per within"
    " without amid among between via toward towards upon it he she they we i you there this these"
    " those then also according including plus the a an its their his her our"
)
# Words of a phrase that are passed over without being its noun.
LIGHT = word_set(
    "more additional extra further other others such new so-called total some all fresh them"
    " now already currently also still"
)

# Persons of whom every article has numbers: without a measure they are not proposed.
ANYONE = word_set(
    "people person persons men man women civilians residents citizens students children members"
    " individuals victims refugees survivors volunteers visitors tourists travellers travelers"
    " passengers passenger commuters shoppers onlookers inhabitants villagers locals employees"
    " staff patients fans spectators supporters pupils youths teenagers boys girls babies adults"
    " mothers doctors nurses teachers journalists reporters foreigners settlers souls"
)

KILLED = word_set(
    "killed kill kills killing dead death deaths died die dies dying fatalities fatality fatally"
    " fallen slain perished lives toll bodies fatal drowned drown drowning"
)
WOUNDED = word_set(
    "wounded wound wounds wounding injured injure injuries injury injuring hurt maimed"
    " treated hospitalised hospitalized"
)
LOST = word_set("casualties casualty losses loss lost lose losing")
SENT = word_set(
    "sent send sends sending deploy deployed deploys deploying deployment deployments dispatch"
    " dispatched dispatches dispatching moved moving transfer transferred transferring arrive"
    " arrived arrives arriving arrival travelled traveled travelling redeployed contingent"
    " contingents wave reinforcements reinforced reinforce reinforcing shipped rotated mobilise"
    " mobilize mobilised mobilized entered provide provided providing supply committed commit"
    " depart departs departed departing went join joins joined joining"
)
PRESENT = word_set(
    "stationed remain remained remains remaining present presence based serving serve currently"
    " fighting operating participating garrisoned still training gathered amassed massed"
    " concentrated positioned"
)
RETURNED = word_set(
    "returned return returns returning repatriated repatriate repatriation home returnees"
)
CAPTURED = word_set(
    "captured capture captures capturing prisoner prisoners pows pow captive captives captivity"
    " detained surrendered"
)
RESCUED = word_set("rescued rescue rescues rescuing survivors survivor survived saved")
MISSING = word_set("missing disappeared unaccounted")
ARRESTED = word_set("arrested arrest arrests arresting")
DISPLACED = word_set("displaced displace displaces displacing homeless uprooted")
ABOARD = word_set("aboard passengers passenger")
SHELTERED = word_set("sheltering sheltered")
ILL = word_set(
    "infected infect infects infecting infections sickened sicken sickens sickening contracted"
)
DESERTED = word_set("deserted desert deserting desertion desertions deserters deserter fled awol")
# What an army does with ground.
HELD = word_set(
    "hold holds held holding control controls controlled controlling occupy occupies occupied"
)
SEIZED = word_set(
    "seize seizes seized seizing capture captures captured capturing take takes took taken taking"
    " conquer conquered occupying gain gains gained gaining"
)
REGAINED = word_set(
    "regain regains regained regaining retake retakes retook retaken retaking recapture recaptures"
    " recaptured recapturing liberate liberates liberated liberating reclaim reclaims reclaimed"
    " recover recovers recovered recovering"
)
CEDED = word_set(
    "lose loses lost losing loss losses cede cedes ceded ceding relinquish relinquishes"
    " relinquished surrendered abandoned"
)
# What becomes of houses.
RUINED = word_set(
    "destroyed destroy destroys destroying collapsed collapse flattened razed levelled leveled"
    " demolished downed wrecked destruction"
)
DAMAGED = word_set("damaged damages damaging")
GROUND = (HELD, SEIZED, REGAINED, CEDED, RUINED, DAMAGED)
LOSSES = KILLED | WOUNDED | LOST | CAPTURED | ARRESTED | MISSING | DESERTED
MOVEMENTS = (SENT | PRESENT | RETURNED) - LOSSES
FAMILIES = (
    *(KILLED, WOUNDED, LOST, SENT, PRESENT, RETURNED, CAPTURED, MISSING, DESERTED, RESCUED),
    *(ARRESTED, ABOARD, SHELTERED, DISPLACED, ILL),
)
# Nouns for what happens, which a number counts as events: two deployments.
EVENTS = word_set(
    "deployment deployments dispatches wave waves transfers arrivals contingents departures rounds"
    " rotations returns losses"
)
# Families that say only where people are or went: one of the others beside them says more.
PLAIN_FAMILIES = (SENT, PRESENT)

# A sentence that begins so goes on with what the one before counted, and may leave out the noun.
THE_COUNT = re.compile(
    r"\W{0,6}(?:(?:the|that|this|its|their) (?:[a-z]+ )?(?:figure|number|total|count|tally|toll)"
    r"|(?:that|this|which) (?:[a-z]+ )?(?:brings|brought|makes|made|puts) (?:the|its|their)"
    r"|(?:in (?:all|total)|altogether|all told),?) ",
    re.IGNORECASE,
)
MORE = re.compile(
    r"\W{0,6}(?:(?:some |about |around )?another|an additional|a further)\b", re.IGNORECASE
)
# Verbs that may follow a number without a noun: "tens of thousands more took to the streets".
IRREGULAR = word_set(
    "took came went fell fled stood met left held lost rose drew lay sat saw began"
    " taken shot swept thrown driven"
)
AUXILIARIES = word_set(
    "have has had was were is are be been being will would may might could can to get got"
)
# What a figure in brackets is given in again.
SECOND_UNITS = re.compile(
    r"(?:square|sq\.?) ?(?:miles?|mi|kilomet(?:er|re)s?|km)|miles?|acres?|hectares?|feet|yards"
    r"|kilomet(?:er|re)s?|km|met(?:er|re)s?|pounds|tons?|tonnes|km2|km²"
    r"|(?:US |U\.S\. )?dollars|won|euros?|rubles|roubles|yen",
    re.IGNORECASE,
)


_IRREGULAR = {
    "hold": ("held", "holds", "holding"),
    "fled": ("flee", "flees", "fleeing"),
    "lost": ("lose", "loses", "losing"),
    "liberated": ("liberate", "liberates", "liberating"),
    "seizing": ("seize", "seized", "seizes"),
    "retaken": ("retake", "retook", "retakes", "retaking"),
}


def forms(cue: str) -> tuple[str, ...]:
    """Return the other forms of a lower-case verb that a dossier gives in one of them."""
    if cue in _IRREGULAR:
        return _IRREGULAR[cue]
    if cue.endswith("ed") and len(cue) > 5:
        stem = cue[:-2]
        return (stem, f"{stem}s", f"{stem}ing", f"{stem}es", f"{stem}e")
    if cue.endswith("s") and len(cue) > 5:
        return (cue[:-1], f"{cue[:-1]}ed", f"{cue[:-1]}led", f"{cue[:-1]}ling")
    return ()


def is_person(word: str) -> bool:
    """Whether a word as printed is a noun for persons who may be counted."""
    return word.lower() in PERSONS or bool(NATION.match(word))


def family(word: str) -> frozenset[str] | None:
    """Return the family of a lower-case word, None where it has none."""
    return next((each for each in FAMILIES if word in each), None)


def ground(word: str) -> frozenset[str] | None:
    """Return what a lower-case verb says of ground or houses: held, seized, ruined; else None."""
    return next((each for each in GROUND if word in each), None)
