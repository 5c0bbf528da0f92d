package equation_test

import (
	"strings"
	"testing"

	"zerotoai/widgets/equation"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

const limit = `f'(x)=\lim_{h\to 0}\frac{f(x+h)-f(x)}{h}`

func of(tex string) *equation.Equation {
	return &equation.Equation{ID: "q", TeX: func() string { return tex }, Color: label.Backward}
}

func TestEquation(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return of(limit) })
	uitest.Check(t, of(limit))
}

// It fits into any room, changes with its TeX, and shows the TeX of what has
// not been set.
func TestRooms(t *testing.T) {
	c, tex := uitest.Context(t, &theme.Light), limit
	q := &equation.Equation{ID: "q", TeX: func() string { return tex }}
	wide, narrow := q.Layout(c, paint.Pt(700, 1e6)), q.Layout(c, paint.Pt(60, 1e6))
	if narrow.X > 60.0001 || narrow.Y >= wide.Y {
		t.Errorf("%v in a wide room and %v in a narrow one", wide, narrow)
	}
	if n := q.Describe(); n.Role != ui.Formula || !strings.Contains(n.Value, "<math") {
		t.Errorf("described as %v", n)
	}
	tex = `\nobody has set this`
	if size := q.Layout(c, paint.Pt(700, 1e6)); size.X <= 0 || q.Describe().Text.String() != tex {
		t.Errorf("%v: %v", size, q.Describe())
	}
	q.Draw(c, paint.Record(func(paint.Canvas) {}))
}
