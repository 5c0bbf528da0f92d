#!/usr/bin/env bash
# Makes the subset fonts in this folder from the packages of their makers.
# Needs npm, and fonttools with woff2 (Debian: fonttools, woff2, python3-brotli).
# The results are committed, so that a build needs Go alone.
set -eu
cd "$(dirname "$0")"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
get() { (cd "$tmp" && npm pack --silent "$1" >/dev/null && mkdir -p "$2" && tar xzf ./*.tgz -C "$2" --strip-components=1 && rm ./*.tgz); }
get inter-ui@4.1.1 inter
get jetbrains-mono@1.0.6 mono
get @fontsource-variable/jetbrains-mono@5.3.0 ofl # for the licence of the font
python=/usr/bin/python3
# Latin, Greek, punctuation, superscripts and subscripts, arrows, operators, shapes.
chars='U+20-7E,U+A0-17F,U+192,U+2BC,U+2C6,U+2DA,U+2DC,U+370-3FF,U+1D62-1D6A,U+2002-200A,U+2010-2027,U+202F,U+2030-203A,U+2044,U+2070-209C,U+20AC,U+2113,U+2122,U+2150-215F,U+2190-21FF,U+2200-22FF,U+2308-230B,U+25A0-25FF,U+2605,U+2606,U+2610-2612,U+2713,U+2717,U+27E8,U+27E9,U+FFFD'
subset() { # in out features
  $python -m fontTools.subset "$1" --output-file="$2" --unicodes="$chars" --layout-features="$3" --no-hinting --desubroutinize --name-IDs='0,1,2,3,4,5,6,13,14' --notdef-outline
  unrange "$2"
}
# go-text 0.3.5 takes glyphs for not covered, and leaves out their kerning, where
# a table lists what it covers as ranges. So it is listed glyph by glyph.
unrange() {
  $python - "$1" <<'END'
import sys
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
def as_array(coverage, font):
    glyphs = sorted(coverage.glyphs, key=font.getGlyphID)
    coverage.Format = 1
    return {"GlyphArray": glyphs}
otTables.Coverage.preWrite = as_array
font = TTFont(sys.argv[1], lazy=False, recalcTimestamp=False)
for tag in ("GDEF", "GPOS", "GSUB"):
    if tag in font:
        font[tag].ensureDecompiled()
font.save(sys.argv[1])
END
}
# A minus that is drawn as short as a hyphen gets the longer line of the dash,
# which stands as high.
long_minus() {
  $python - "$1" <<'END'
import sys
from fontTools.ttLib import TTFont
font = TTFont(sys.argv[1], lazy=False, recalcTimestamp=False)
glyphs, widths, cmap = font["glyf"], font["hmtx"], font.getBestCmap()
minus, dash = cmap[0x2212], cmap[0x2013]
glyphs[minus], widths[minus] = glyphs[dash], widths[dash]
font.save(sys.argv[1])
END
}
# Inter's optical size stays where running text has it; its weight varies.
$python -m fontTools.varLib.instancer --no-recalc-timestamp "$tmp/inter/variable/InterVariable.woff2" opsz=18 -o "$tmp/inter.ttf"
$python -m fontTools.varLib.instancer --no-recalc-timestamp "$tmp/inter/variable/InterVariable-Italic.woff2" opsz=18 wght=400 -o "$tmp/italic.ttf"
subset "$tmp/inter.ttf" Inter.ttf kern,mark,mkmk,ccmp,locl
subset "$tmp/italic.ttf" Inter-Italic.ttf kern,mark,mkmk,ccmp,locl
# The monospaced font without its ligatures: browsers and go-text would not agree on them.
subset "$tmp/mono/fonts/webfonts/JetBrainsMono-Regular.woff2" JetBrainsMono.ttf kern,mark,mkmk,ccmp,locl
long_minus JetBrainsMono.ttf
cp "$tmp/inter/LICENSE.txt" Inter.LICENSE.txt
cp "$tmp/ofl/LICENSE" JetBrainsMono.LICENSE.txt
