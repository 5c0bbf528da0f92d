package vector

import (
	"testing"

	"zerotoai/engine/trace"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// numbers are those of a vector of four; the first is not known.
var numbers = map[int]float64{1: -3, 2: 0, 3: 1.5}

func example() *Vector {
	return &Vector{
		ID: "v", Name: "A vector", Size: func() int { return 4 }, Ref: func(c int) trace.Ref { return trace.Ref{Name: "x", I: c} },
		Value: func(r trace.Ref) (float64, bool) { x, ok := numbers[r.I]; return x, ok },
		Open:  func(trace.Ref) {}, Of: func() any { return 1 },
	}
}

func TestVector(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return example() },
		ui.Set{ID: "v.which", Number: 2}, ui.Set{ID: "v.which", Number: 99}, ui.Set{ID: "v.which", Number: -1})
	uitest.Check(t, example())
}

// Vectors that share which number is framed frame the same, or their last.
func TestShared(t *testing.T) {
	at, c := 0, uitest.Context(t, &theme.Dark)
	long, short := example(), example()
	short.Size = func() int { return 2 }
	vs := []*Vector{long, short}
	for _, v := range vs {
		v.Chosen = &at
	}
	for _, k := range []struct{ of, choose, long, short int }{{0, 4, 3, 1}, {1, 1, 0, 0}, {0, 3, 2, 1}} {
		for _, v := range vs {
			v.Layout(c, paint.Pt(400, 1e6))
		}
		vs[k.of].Handle(ui.Set{ID: "v.which", Number: float64(k.choose)})
		for _, v := range vs {
			v.Layout(c, paint.Pt(400, 1e6))
		}
		if long.chosen != k.long || short.chosen != k.short {
			t.Errorf("after %+v numbers %d and %d are framed", k, long.chosen, short.chosen)
		}
	}
}

// A drag chooses a number, and goes on beside the picture.
func TestDrag(t *testing.T) {
	v, c := example(), uitest.Context(t, &theme.Dark)
	v.Layout(c, paint.Pt(400, 1e6))
	at := func(part float64) paint.Point { return paint.Pt(v.box.Min.X+part*v.box.W(), v.box.Center().Y) }
	for _, e := range []struct {
		kind   ui.PointerKind
		part   float64
		chosen int
	}{{ui.Drag, 0.9, 0}, {ui.Press, 0.6, 2}, {ui.Drag, 0.3, 1}, {ui.Drag, 7, 3}, {ui.Release, 0, 3}, {ui.Drag, 0, 3}} {
		v.Handle(ui.Pointer{Kind: e.kind, At: at(e.part)})
		if v.chosen != e.chosen {
			t.Errorf("after %+v number %d is chosen", e, v.chosen)
		}
	}
}
