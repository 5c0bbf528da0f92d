package curve_test

import (
	"strings"
	"testing"

	"zerotoai/widgets/curve"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// drawing is a plane with a curve of the reader's.
func drawing(t *testing.T, formula string) (*curve.Curve, ui.Widget) {
	t.Helper()
	v := curve.New("g", []curve.Preset{{Name: "Parabola", Formula: "x^2"}, {Name: "Hyperbola", Formula: "1/x"}}, plot.Range{Lo: -5, Hi: 5}, func() {})
	if err := v.Take(formula); err != nil {
		t.Fatal(err)
	}
	return v, &plot.Plane{
		ID: "g.plane", Name: formula, Value: v.Breaks, Back: v.Plot, Version: func() any { return v.Expr },
		Axes: func() plot.Axes { return plot.Axes{X: v.X, Y: v.Window()} },
	}
}

// Asymptotes, holes, jumps and open ends are drawn and told.
func TestMarks(t *testing.T) {
	for name, formula := range map[string]string{
		"hole": "sin(x)/x", "jump": "|x|/x", "point": "sign(x)", "poles": "tan x", "end": "ln x", "open": "x ln x", "crowd": "tan(20x)",
	} {
		t.Run(name, func(t *testing.T) {
			uitest.Golden(t, func() ui.Widget { _, w := drawing(t, formula); return w })
		})
	}
}

func TestSays(t *testing.T) {
	for formula, want := range map[string]string{
		"x^2":              "",
		"1/x":              " It has an asymptote at x = 0.",
		"1/(x^2-1) + x/x":  " It has an asymptote at x = −1, 1. It has a hole at x = 0.",
		"|x|/x":            " It has a jump at x = 0.",
		"x ln x":           " It has an open end at x = 0.",
		"tan(20x)":         " It breaks at 64 places.",
		"1/0":              "",
		"sqrt(x)/(x-2)":    " It has an asymptote at x = 2.",
		"(x^2-4)/(x-2)":    " It has a hole at x = 2.",
		"e^(1/x) + sign x": " It has an asymptote at x = 0.",
	} {
		v, _ := drawing(t, formula)
		if got := v.Breaks(); got != want {
			t.Errorf("%s: %q, want %q", formula, got, want)
		}
		if at := strings.Contains(want, "x = 0."); v.BreaksAt(0.123) || v.BreaksAt(0) != at && formula != "tan(20x)" {
			t.Errorf("%s breaks at 0: %t", formula, !at)
		}
	}
}

// The controls choose a curve, and what is typed and is no formula changes
// nothing but the field.
func TestChoose(t *testing.T) {
	v, _ := drawing(t, "x^2")
	c := uitest.Context(t, &theme.Dark)
	v.Layout(c, paint.Pt(700, 1e6))
	uitest.Set(t, c, v, ui.Choice, "Curve", 0, "Hyperbola")
	uitest.Set(t, c, v, ui.Field, "Formula", 0, "2x+")
	if f := uitest.Find(t, v, ui.Field, "Formula"); v.Expr.String() != "1/x" || f.Error == "" || f.Value != "2x+" {
		t.Errorf("after 2x+ the curve is %v, the field %+v", v.Expr, f)
	}
	uitest.Set(t, c, v, ui.Field, "Formula", 0, "x^3")
	if got := uitest.Find(t, v, ui.Choice, "Curve").Value; got != curve.Own {
		t.Errorf("x³ is called %q", got)
	}
	uitest.Set(t, c, v, ui.Field, "Formula", 0, "x^2")
	if got := uitest.Find(t, v, ui.Choice, "Curve").Value; got != "Parabola" {
		t.Errorf("x² is called %q", got)
	}
	if err := v.Take("2x+"); err == nil || v.Expr.String() != "x²" {
		t.Errorf("2x+ is taken: %v", err)
	}
	uitest.Check(t, v)
}
