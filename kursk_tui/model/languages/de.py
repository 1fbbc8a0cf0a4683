"""The words of this language: see `table`."""

from __future__ import annotations

from kursk_tui.model.languages.table import Table

TABLE = Table(
    code="de",
    name="German",
    letters="ßäöü",
    common="der die das und ist von den dem des ein eine einen einer zu im in mit für auf nicht"
    " sich auch dass wurde wurden nach bei aus hat haben sind war als wie noch über am zum zur"
    " werden wird sagte laut",
    grouping=" .'",
    numbers={
        0: "null",
        1: "ein eins eine einen einem einer eines",
        2: "zwei zwo zweier zweien beide beiden beider",
        3: "drei dreier dreien",
        4: "vier",
        5: "fünf",
        6: "sechs",
        7: "sieben",
        8: "acht",
        9: "neun",
        10: "zehn",
        11: "elf",
        12: "zwölf",
        13: "dreizehn",
        14: "vierzehn",
        15: "fünfzehn",
        16: "sechzehn",
        17: "siebzehn",
        18: "achtzehn",
        19: "neunzehn",
        20: "zwanzig",
        30: "dreißig dreissig",
        40: "vierzig",
        50: "fünfzig",
        60: "sechzig",
        70: "siebzig",
        80: "achtzig",
        90: "neunzig",
        100: "hundert",
        1.5: "anderthalb eineinhalb",
        2.5: "zweieinhalb",
    },
    scales={
        1e3: "tausend tsd",
        1e6: "million millionen mio",
        1e9: "milliarde milliarden mrd",
    },
    halves="halbe halben halber",
    joiners="und",
    units_first=True,
    compound=True,
    rough={12: "dutzend"},
    several="mehrere einige mehreren einigen viele vielen etliche etlichen mehrerer einiger",
    plural={
        12: "dutzende dutzenden dutzender",
        100: "hunderte hunderten hunderter",
        1_000: "tausende tausenden tausender",
        10_000: "zehntausende zehntausenden zehntausender",
        100_000: "hunderttausende hunderttausenden hunderttausender",
        1_000_000: "millionen",
        1_000_000_000: "milliarden",
    },
    bare={12: "dutzend"},
    ors="|oder|oder gar|wenn nicht|ja sogar|oder sogar",
    few="einige wenige mehrere einigen wenigen",
    before={
        "at_most": "nicht mehr als|höchstens|maximal|allenfalls|nicht über",
        "at_least": "mindestens|zumindest|wenigstens|nicht weniger als|ab|mind",
        "more_than": "mehr als|über|weit mehr als|weit über|gut|überst*|mehr denn|deutlich über",
        "less_than": "weniger als|unter|deutlich unter",
        "up_to": "bis zu|an die",
        "nearly": "fast|nahezu|beinahe|knapp|annähernd|nahe",
        "exact": "genau|exakt",
        "about": "rund|etwa|ungefähr|circa|ca|zirka|gegen|in etwa|schätzungsweise|um die",
    },
    after={
        "at_least": "oder mehr|und mehr|mindestens|+",
        "at_most": "oder weniger|höchstens",
        "about": "etwa|ungefähr",
    },
    fillers="eine|einer|einem|weitere|weiteren|bereits|schon|nur|noch|insgesamt|die|der|den"
    "|dieser|diese|auch|sogar"
    "|zusätzliche|zusätzlichen|lediglich|allein|wohl|möglicherweise|und|von",
    changes="stieg* gestiegen* sank* gesunken* erhöht* fiel* gefallen auf",
    ranges="von bis|zwischen und",
    to="bis|bis zu",
    percent="prozent prozents v.h.",
    fractions={
        50: "hälfte|die hälfte",
        33.3333: "drittel|ein drittel|einem drittel",
        66.6667: "zwei drittel|zwei dritteln",
        25: "viertel|ein viertel|einem viertel",
        75: "drei viertel|dreiviertel",
        20: "fünftel|ein fünftel",
    },
    persons="*soldat* *personen menschen *einwohner* *bewohner* *kämpfer* *bürger* tote toten toter"
    " getötet* verletzt* verwundet* gefallene* *opfer* vermisst* *gefangene* *kinder* *frauen"
    " *männer* zivilist* *offizier* *general generäle* *söldner* *teilnehmer* demonstrant*"
    " *migrant*"
    " flüchtling* geflüchtet* *arbeiter* *passagier* leichen *mann *truppen mitglieder*"
    " evakuiert* erkrankt* festgenommen* *helfer *militärs *pioniere* *kräfte *geisel*"
    " nordkoreaner*",
    units={
        "buildings": "*häuser* *gebäude* *wohnungen",
        "settlements": "ortschaften orte dörfer siedlungen",
        "square kilometres": "quadratkilometer* km²",
        "rounds": "*granaten *geschosse* schuss",
        "missiles": "*raketen",
        "pieces": "*geschütze* *haubitzen *werfer* *systeme",
        "containers": "*container*",
        "US dollars": "dollar us-dollar",
        "protests": "demonstrationen proteste kundgebungen",
        "hectares": "hektar",
        "tonnes": "tonnen",
    },
    cues={
        "killed": "getötet* tote toten toter tot *opfer starben starb gestorben gefallene*"
        " umgekommen*"
        " todesopfer* leichen|ums leben|gefallen seien|gefallen sind",
        "wounded": "verletzt* verwundet*",
        "casualties": "*verluste* verlusten",
        "missing": "vermisst* verschwunden*",
        "captured": "gefangengenommen* kriegsgefangen* gefangene*|gefangen genommen|festgesetzt*",
        "detained": "festgenommen* verhaftet* festnahm*",
        "sent": "schick* geschickt* entsand* entsend* verlegt* kontingent* abkommandiert*"
        " entsenden",
        "present": "stationiert* befinden befänden kämpfen aufhalten präsent",
        "returned": "zurückgekehrt* zurückkehr* kehrten",
        "displaced": "vertrieben* binnenvertrieben* obdachlos*",
        "fled": "geflohen* flohen flüchtet* flüchtling*",
        "evacuated": "evakuiert* evakuierung*",
        "rescued": "gerettet* retteten",
        "attended": "teilnehmer* demonstrant* demonstrier* teilgenommen* versammel* nahmen",
        "affected": "betroffen*",
        "destroyed": "zerstört* zerstörung*",
        "damaged": "beschädigt*",
    },
    of="|von den|der|von|von diesen",
    them="|davon|von ihnen|darunter",
    whence="|aus|von",
    where="|in|im|in der|in den|nach|bei|an der|vor|vor der|region|in der region",
    ands="und oder sowie",
    stops="dass der die das welche wo wenn aber während weil obwohl nachdem als",
    months=(
        "januar jänner",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ),
    dated="uhr jahre jahren jahr",
    saying="sagte sagt sagten erklärte* teilte* berichtet* schätzt* meldete* meldet* gab"
    " bestätigte*"
    " bezifferte* beziffert sprach schrieb",
    according="laut|nach angaben|nach einschätzung|nach schätzungen|nach schätzung|nach"
    " informationen"
    "|gemäß|unter berufung auf|nach aussage|nach erkenntnissen",
    according_after="zufolge",
)
