"""Languages of which only words of quantity, and words that tell the language, are known.

English is among them: its other words stand in `intake.language`.
"""

from __future__ import annotations

from collections.abc import Mapping

from kursk_tui.model.languages.table import Table

SIZES = (10, 12, 100, 1_000, 10_000, 100_000, 1_000_000, 1_000_000_000)


def _sizes(text: str) -> Mapping[int, str]:
    """Words by what they stand for: those of each of `SIZES` in turn, apart by bars."""
    return {size: words for words, size in zip(text.split("|"), SIZES, strict=False) if words}


def _table(
    code: str,
    name: str,
    common: str,
    several: str = "",
    plural: str = "",
    bare: str = "",
    letters: str = "",
) -> Table:
    return Table(
        code=code,
        name=name,
        common=common,
        letters=letters,
        several=several,
        plural=_sizes(plural),
        bare=_sizes(bare),
    )


_SERBIAN = (
    "nekoliko više par неколико више",
    "desetine desetina desetinama desetke десетине десетина|tuceti|"
    "stotine stotina stotinama стотине стотина|"
    "hiljade hiljada hiljadama tisuće tisuća tisućama хиљаде хиљада|||"
    "milioni miliona milijuni milijuna милиони милиона",
    "deset||sto stotinu",
)
_SOUTH_SLAVIC = "je u na da i se za od koji koje koja su nije bi ali kako što ili prema nakon iz"

_ALL = (
    _table(
        "en",
        "English",
        "the of and to in that is was for on with as by at from it are were be has have had this"
        " which said their they not but an its or been who after than",
        "several few many",
        "tens|dozens|hundreds|thousands|||millions|billions",
        "ten|dozen|hundred|thousand|||million|billion",
    ),
    _table(
        "pt",
        "Portuguese",
        "o a os as de do da dos das e em um uma que para com não no na por mais ao foi são se pelo"
        " pela como mas está também até foram segundo",
        "vários várias alguns algumas muitos muitas",
        "dezenas|dúzias|centenas|milhares|||milhões",
        "|||mil",
        "ãõ",
    ),
    _table(
        "it",
        "Italian",
        "il lo la i gli le di del della dei delle e in un una che per con non è sono nel nella al"
        " alla da dal si ha hanno più anche come ma stato secondo dopo",
        "alcune alcuni diverse diversi parecchie molte qualche varie",
        "decine|dozzine|centinaia|migliaia|||milioni",
        "||cento|mila",
    ),
    _table(
        "ro",
        "Romanian",
        "de și în la a cu din pe pentru nu că o un este au fost sunt mai care s-a prin după lui"
        " sau dar fi între",
        "câteva cateva mai multe",
        "zeci|duzini|sute|mii|||milioane",
        letters="șțăşţ",
    ),
    _table(
        "nl",
        "Dutch",
        "de het een en van in op te dat is zijn voor met niet aan er ook door om als bij naar maar"
        " werd werden hebben heeft uit over volgens nog",
        "enkele verscheidene meerdere paar vele",
        "tientallen|dozijnen|honderden|duizenden|tienduizenden|honderdduizenden|miljoenen",
        "||honderd|duizend|||miljoen",
    ),
    _table(
        "sv",
        "Swedish",
        "och att det som en på är av för med den till i inte har ett om var vid från ska men enligt"
        " efter också kan sade",
        "flera några många",
        "tiotals|dussintals|hundratals hundratal|tusentals|tiotusentals|hundratusentals|miljontals",
        "||hundra|tusen|||miljoner",
    ),
    _table(
        "no",
        "Norwegian",
        "og at det som en på er av for med den til i ikke har et om var ved fra skal men ifølge"
        " etter også kan sa ble",
        "flere noen mange",
        "titalls|dusinvis|hundrevis hundretalls|tusenvis tusener|titusenvis titusener|"
        "hundretusener|millioner",
        "||hundre|tusen",
    ),
    _table(
        "da",
        "Danish",
        "og at det som en på er af for med den til i ikke har et om var ved fra skal men ifølge"
        " efter også kan sagde blev",
        "flere nogle mange",
        "|dusinvis snesevis|hundredvis hundreder|tusindvis tusinder|titusinder|hundredtusinder|"
        "millioner",
        "||hundrede|tusind",
    ),
    _table(
        "fi",
        "Finnish",
        "ja on ei että se oli hän mutta myös kun tai joka ovat olivat mukaan jälkeen sekä jo vain"
        " ole kuin",
        "useita muutamia monia",
        "kymmeniä kymmenet|tusinoita|satoja sadat|tuhansia tuhannet|||miljoonia miljoonat",
    ),
    _table(
        "hu",
        "Hungarian",
        "a az és hogy nem is egy volt meg csak de ez azt mint már el ki szerint vagy még után lesz"
        " ezt voltak",
        "több néhány",
        "|tucatnyian|százak|ezrek",
        "tíz|tucat|száz|ezer|||millió",
        "őű",
    ),
    _table(
        "cs",
        "Czech",
        "a v na se že je z do s o to podle ve pro by jsou byl byla bylo ale po jako který která"
        " které nebo při už také od",
        "několik pár mnoho",
        "desítky desítek desítkami|tucty tuctů|stovky stovek stovkami set|"
        "tisíce tisíců tisíci tisíc|||miliony milionů milionami",
        letters="ěřů",
    ),
    _table(
        "sk",
        "Slovak",
        "a v na sa že je z do s o to podľa vo pre by sú bol bola bolo ale po ako ktorý ktorá ktoré"
        " alebo pri už tiež od",
        "niekoľko pár mnoho",
        "desiatky desiatok|tucty|stovky stoviek|tisíce tisícov|||milióny miliónov",
        letters="ľĺŕ",
    ),
    _table(
        "sl",
        "Slovenian",
        "in je v na se da za so ki bi pa ne z s po tudi iz kot od do ali še ob bil bila bilo sta"
        " več",
        "več nekaj",
        "desetine desetin desetinami|ducate|stotine stotin stotinami|"
        "tisoče tisočev tisoči|||milijone milijoni milijonov",
        "deset||sto|tisoč",
    ),
    _table("sr", "Serbian", "је у на да и се за од који су није али према из", *_SERBIAN, "јљњћђџ"),
    _table("hr", "Croatian", _SOUTH_SLAVIC, *_SERBIAN),
    _table("bs", "Bosnian", "", *_SERBIAN),
    _table("sh", "Serbo-Croatian", "", *_SERBIAN),
    _table(
        "bg",
        "Bulgarian",
        "на и в за се от да са е не с по че към като това което който или след при беше още той",
        "няколко много",
        "десетки|дузини|стотици|хиляди|||милиони",
    ),
    _table(
        "mk",
        "Macedonian",
        "на и во за се од да се е не со по што како кој или според беше ќе",
        "неколку многу",
        "десетици десетина||стотици|илјади|||милиони",
        letters="ѓќѕ",
    ),
    _table(
        "be", "Belarusian", "і на з у што не па для гэта як да ад за яго але таксама", letters="ў"
    ),
    _table(
        "el",
        "Greek",
        "και το του να η της την με για που από στο τα οι στην δεν είναι των",
        "μερικές αρκετές πολλές μερικοί μερικά",
        "δεκάδες δεκάδων|ντουζίνες|εκατοντάδες εκατοντάδων|χιλιάδες χιλιάδων|||εκατομμύρια",
    ),
    _table(
        "tr",
        "Turkish",
        "ve bir bu da de için ile olarak olan daha çok en gibi sonra kadar göre ise ancak dedi"
        " olduğunu etti",
        "birkaç",
        "onlarca||yüzlerce|binlerce|||milyonlarca",
        "on||yüz|bin|||milyon",
        "ğış",
    ),
    _table(
        "id",
        "Indonesian",
        "yang dan di ke dari untuk dengan ini itu dalam pada tidak akan oleh juga telah adalah"
        " mereka sebagai ada",
        "beberapa",
        "puluhan|lusinan|ratusan|ribuan|||jutaan",
        "||ratus|ribu|||juta",
    ),
    _table(
        "he",
        "Hebrew",
        "של את על לא כי עם זה הוא גם או היא אל כל",
        "כמה מספר",
        "עשרות|תריסרי|מאות|אלפי אלפים|||מיליוני מיליונים",
    ),
    _table("fa", "Persian", "و در به از که این را با است برای آن", letters="پچژگ"),
    _table("is", "Icelandic", "og að í á er sem við til um en það ekki hafa var", letters="þð"),
    _table("vi", "Vietnamese", "và của là có trong được cho người không với", letters="ơưđ"),
)
OTHERS: Mapping[str, Table] = {each.code: each for each in _ALL}
