"""How the pages look, the one script that searches them, and what seals them.

Style and script stand in each page, so that a page can be passed on alone and nothing is fetched.
A browser carries out only what has the digest that the page's policy names.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from kursk_tui.export.chart import COLOURS, LIGHT, MONTHS, NOBODY
from kursk_tui.export.drawing import FAINT, INK, PAPER, SOFT

DARK_PAPER, DARK_INK, DARK_SOFT, DARK_LINE = "#16181b", "#ececec", "#b4b8bd", "#44484d"
LEAST_CONTRAST = 4.5  # of text and what is behind it: WCAG 2.2, 1.4.3


def _minified(text: str) -> str:
    """A style or a script without the white space at the ends of lines."""
    return "".join(line.strip() for line in text.splitlines())


STYLE = _minified("""
:root{color-scheme:light dark;--paper:#fff;--ink:#161616;--soft:#565656;--line:#d0d0d0;
--link:#0b4f9e;--seen:#5c3a8f;--grave:#a31515;--tint:#f3f4f6;--shade:#0006}
@media screen and (prefers-color-scheme:dark){:root{--paper:#16181b;--ink:#ececec;--soft:#b4b8bd;
--line:#44484d;--link:#8ab8f0;--seen:#c0a6ec;--grave:#ff9c94;--tint:#22262b;--shade:#fff8}}
*{box-sizing:border-box}
[hidden]{display:none!important}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;max-width:76rem;padding:0 1rem 3rem;background:var(--paper);color:var(--ink);
font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
a{color:var(--link)}
a:visited{color:var(--seen)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{position:static}
header{border-bottom:1px solid var(--line);padding:.75rem 0}
header p{margin:0;font-weight:bold}
nav ul{display:flex;flex-wrap:wrap;gap:0 1rem;list-style:none;margin:0;padding:0}
nav li{margin:0}
nav a{display:inline-block;padding:.25rem 0}
h1{font-size:1.6rem;line-height:1.25;margin:1.25rem 0 .5rem}
h2{font-size:1.25rem;margin:2rem 0 .5rem}
h3{font-size:1.05rem;margin:1.25rem 0 .25rem}
p,ul,ol,dl{margin:.5rem 0}
main p,main li,summary{max-width:48rem}
main ul,main ol{padding-left:1.25rem}
li{margin:.3rem 0}
dl>div{display:grid;grid-template-columns:8rem 1fr;gap:0 1rem;padding:.15rem 0}
dt,.soft,caption,footer{color:var(--soft)}
dd{margin:0;grid-column:2}
.lead{font-size:1.1rem}
.grave{color:var(--grave);font-weight:bold}
article,.row{border-top:1px solid var(--line);padding:.25rem 0 .5rem}
:target{background:var(--tint);outline:2px solid var(--line)}
code{font-size:.9em}
.wide{overflow-x:auto;margin:.5rem 0}
.wide,nav ul{background:linear-gradient(90deg,var(--paper) 50%,transparent) 0/3rem 100%,
linear-gradient(270deg,var(--paper) 50%,transparent) 100%/3rem 100%,
linear-gradient(90deg,var(--shade),transparent) 0/.9rem 100%,
linear-gradient(270deg,var(--shade),transparent) 100%/.9rem 100%;
background-repeat:no-repeat;background-attachment:local,local,scroll,scroll}
table{border-collapse:collapse;min-width:100%}
caption{text-align:left;padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;
border-top:1px solid var(--line);overflow-wrap:normal;font-weight:normal}
thead th{font-weight:bold}
td{min-width:5rem;max-width:24rem}
svg{display:block;width:100%;height:auto}
.broad svg{min-width:50rem;max-width:1080px}
.narrow{display:none}
summary{cursor:pointer;padding:.25rem 0}
form{margin:.75rem 0}
input{font:inherit;width:min(100%,24rem);padding:.4rem;color:inherit;background:var(--paper);
border:1px solid var(--soft)}
label{display:block}
footer{border-top:1px solid var(--line);margin-top:3rem;padding-top:.5rem;font-size:.9rem}
@media (max-width:40rem){dl>div{grid-template-columns:1fr;padding:.3rem 0}dd{grid-column:1}
nav ul{flex-wrap:nowrap;overflow-x:auto;white-space:nowrap}}
@media screen and (max-width:40rem){.broad{display:none}.narrow{display:block}}
@media print{:root{color-scheme:light}nav,.skip,form{display:none}body{max-width:none;padding:0}
.wide{overflow:visible;background:none}.broad svg{min-width:0;max-width:none}
h2,h3{break-after:avoid}
table{font-size:.7rem}th,td{overflow-wrap:anywhere;padding-right:.4rem}td{min-width:0}
details::details-content{content-visibility:visible}
article,.row,tr{break-inside:avoid}a{color:inherit}}
""")

# Without it a page is whole, and its field is hidden. It filters what stands in the page, so that
# it works from a file, where a page may not read another.
SCRIPT = _minified("""
(()=>{
const form=document.querySelector("form"),field=form.querySelector("input");
const plain=text=>text.normalize("NFKD").replace(/\\p{M}/gu,"").toLowerCase();
form.hidden=false;
if(form.dataset.to){
form.addEventListener("submit",event=>{event.preventDefault();
location.href=form.dataset.to+"?q="+encodeURIComponent(field.value)});
return}
const items=[...document.querySelectorAll("[data-items]>*")];
const parts=[...document.querySelectorAll("[data-part]")];
const texts=items.map(item=>plain(item.textContent)),told=form.querySelector("output");
const show=()=>{
const words=plain(field.value).split(/\\s+/).filter(Boolean);let found=0;
items.forEach((item,n)=>{item.hidden=!words.every(word=>texts[n].includes(word));
found+=!item.hidden});
parts.forEach(part=>{part.hidden=!part.querySelector("[data-items]>:not([hidden])")});
told.textContent=words.length?found+" of "+items.length:""};
field.value=new URLSearchParams(location.search).get("q")||field.value;
form.addEventListener("submit",event=>event.preventDefault());
field.addEventListener("input",show);
show()})()
""")


def _luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb`, as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (n / 12.92 if n <= 0.04045 else ((n + 0.055) / 1.055) ** 2.4 for n in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours `#rrggbb`, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lightened(colour: str, paper: str = DARK_PAPER) -> str:
    """A colour with as much white as makes it readable on dark paper."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    for share in range(0, 101, 5):
        mixed = "#" + "".join(f"{n + (255 - n) * share // 100:02x}" for n in parts)
        if contrast(mixed, paper) >= LEAST_CONTRAST:
            return mixed
    return "#ffffff"


def _picture_style() -> str:
    """Charts are drawn for white paper: in the dark each of their colours has another."""
    dark = {INK: DARK_INK, SOFT: DARK_SOFT, FAINT: DARK_LINE, PAPER: DARK_PAPER}
    dark |= {LIGHT: DARK_LINE, MONTHS: "#24282c"}
    dark |= {colour: lightened(colour) for colour in (*COLOURS, NOBODY)}
    rules = "".join(
        f'svg [{kind}="{light}"]{{{kind}:{other}}}svg[{kind}="{light}"]{{{kind}:{other}}}'
        for light, other in dark.items()
        for kind in ("fill", "stroke")
    )
    return f"@media screen and (prefers-color-scheme:dark){{{rules}}}"


PICTURE_STYLE = _picture_style()


def policy(style: str, script: str | None) -> str:
    """The content security policy of a page: its own style and script, and nothing else."""
    run = _digest(script) if script is not None else "'none'"
    return (
        f"default-src 'none'; style-src {_digest(style)}; script-src {run}; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
