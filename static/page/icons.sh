#!/usr/bin/env bash
# Makes from icon.svg the icons of the installed guide. Needs rsvg-convert
# (Debian: librsvg2-bin). A maskable icon is cut to a circle by some systems: its
# ground reaches the edges, and the drawing stays within four fifths.
set -eu
cd "$(dirname "$0")"
for size in 192 512; do rsvg-convert -w "$size" -h "$size" -o "icon-$size.png" icon.svg; done
sed 's/ rx="7"//; s/<path/<g transform="translate(16 16) scale(.72) translate(-16 -16)"><path/; s#</svg>#</g></svg>#' icon.svg |
  rsvg-convert -w 512 -h 512 -o icon-maskable.png
