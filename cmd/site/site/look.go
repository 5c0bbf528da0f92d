package site

import (
	"bytes"
	"fmt"
	"image/color"
	"maps"
	"net/url"
	"slices"

	"zerotoai/widgets/flow"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/paint/svg"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/typeset"
)

// families writes the lists of fonts that the guide's families stand for.
func families() []byte {
	return fmt.Appendf(nil, ":root {\n  --sans: %s;\n  --mono: %s;\n}\n", typeset.CSS(paint.Sans), typeset.CSS(paint.Mono))
}

// colours writes the themes as custom properties, so that a colour of the
// guide stands in package theme and nowhere else. The reader's choice, if
// there is one, is in the root's data-theme.
func colours(light, dark *theme.Theme) []byte {
	var b bytes.Buffer
	b.WriteString("/* From package theme. */\n")
	rule := func(selector string, t *theme.Theme) {
		fmt.Fprintf(&b, "%s {\n  color-scheme: %s;\n", selector, t.Name)
		for _, c := range named(t) {
			fmt.Fprintf(&b, "  --%s: %s;\n", c.name, hexColour(c.value))
		}
		b.WriteString("}\n")
	}
	rule(":root", light)
	b.WriteString("@media (prefers-color-scheme: dark) {\n")
	rule(":root", dark)
	b.WriteString("}\n")
	rule(":root[data-theme=light]", light)
	rule(":root[data-theme=dark]", dark)
	b.WriteString("@media print {\n")
	rule(":root, :root[data-theme]", light)
	b.WriteString("}\n\n")
	return b.Bytes()
}

type namedColour struct {
	name  string
	value color.NRGBA
}

func named(t *theme.Theme) []namedColour {
	return []namedColour{
		{"ground", t.Ground}, {"panel", t.Panel}, {"raised", t.Raised},
		{"ink", t.Ink}, {"soft", t.Soft}, {"line", t.Line}, {"faint", t.Faint},
		{"accent", t.Accent}, {"on-accent", t.OnAccent},
		{"held", t.Held}, {"backward", t.Backward}, {"forward", t.Forward},
		{"data", t.Data}, {"attention", t.Attention},
	}
}

// frameIcons are the icons of the page's own buttons, by their classes.
var frameIcons = map[string]icon.Icon{"find": icon.Search, "help": icon.CircleHelp, "close": icon.X}

// icons writes the icons of panels, which the style sheet shows where nothing
// is painted, and those of the page's own buttons, as rules for their classes.
func icons() []byte {
	var b bytes.Buffer
	named := flow.Icons()
	maps.Copy(named, frameIcons)
	for _, name := range slices.Sorted(maps.Keys(named)) {
		drawn := svg.Render(24, 24, func(to paint.Canvas) {
			icon.Draw(to, named[name], paint.Box(0, 0, 24, 24), color.NRGBA{A: 0xff})
		})
		fmt.Fprintf(&b, ".%s { --icon: url(\"data:image/svg+xml,%s\"); }\n", name, url.PathEscape(string(drawn)))
	}
	return b.Bytes()
}

func hexColour(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
