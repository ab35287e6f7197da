"""Names that would do harm or break a page, were they not kept as plain text."""

HOSTILE = [
    '#panic() #import "@preview/x:1.0.0": *',
    "$ x^2 $ *vet* _schuin_ `code` @ref <label> = kop",
    "\\ \\u{1f600} \\\\ // niets /* niets */ - lijst + lijst",
    "\"aanhaling\" 'enkel' ]]> </name><script>alert(1)</script> &amp; &#0; <!ENTITY x>",
    '#read("/etc/passwd") #sys.inputs #eval("1")',
    "Rondje \U0001f333\u200d\U0001f33f eik\ufe0f",
    "regel één\r\nregel twee\n\n\nregel drie\ttab\x00\x07\u2028nog",
    "\u05e8\u05d7\u05d5\u05d1 \u0627\u0644\u0634\u0627\u0631\u0639 \u202eomgekeerd\u202c",
    "\u65e5\u672c\u8a9e \u0e44\u0e17\u0e22 \u0939\u093f\u0928\u094d\u0926\u0940",
    "a" * 500,
    "houtwal " * 62,
    "\ue000\U000e0001\ufffe z\u0301\u0301\u0301\u0301",
]  # fmt: skip
