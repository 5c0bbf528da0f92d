package chart_test

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"zerotoai/widgets/chart"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// falling is a loss that falls from 4 towards a floor, every five steps.
func falling(n int, floor float64) (pts []paint.Point) {
	for k := range n {
		pts = append(pts, paint.Pt(float64(5*k), floor+(4-floor)*math.Exp(-float64(k)/6)))
	}
	return pts
}

// training is a chart of a training that has reached its n-th point.
func training(n int, log bool) *chart.Chart {
	return &chart.Chart{ID: "loss", Name: "Loss while it trains", YName: "loss", Log: log, Data: func() chart.Data {
		return chart.Data{
			Steps:  100,
			Lines:  []chart.Line{chart.Training(falling(n, 1.1)), chart.HeldOut(falling(n, 1.3))},
			Levels: []chart.Level{{Name: "Least that any model can reach", Value: 1.1}},
		}
	}}
}

func TestTraining(t *testing.T) { golden(t, training(16, false)) }

func TestLog(t *testing.T) { golden(t, training(16, true)) }

func TestEmpty(t *testing.T) { golden(t, training(0, false)) }

// A loss that has left the picture at its top.
func TestBeyond(t *testing.T) {
	rising := []paint.Point{{X: 1, Y: 1}, {X: 2, Y: 4}, {X: 8, Y: 1e9}}
	golden(t, &chart.Chart{ID: "loss", Name: "Loss", Keyless: true, Data: func() chart.Data {
		return chart.Data{Lines: []chart.Line{chart.Training(rising)}, Top: 3}
	}})
}

// Four lines with letters that begin at one place, one of which leaves the
// picture, in a figure with a key of its own.
func TestLetters(t *testing.T) {
	data := chart.Data{Top: 5}
	for i, letter := range []string{"P", "M", "R", "A"} {
		l := chart.Line{Name: letter, Letter: letter, Color: label.Forward, Dash: []float64{float64(i + 2), 2}}
		for k := range 4 * i {
			l.Points = append(l.Points, paint.Pt(float64(k), 4+float64(k*(i-2))/2))
		}
		l.Points = append(l.Points, paint.Pt(float64(4*i), math.NaN()))
		data.Lines = append(data.Lines, l)
	}
	golden(t, &chart.Chart{ID: "race", Name: "Loss", Keyless: true, Data: func() chart.Data { return data }})
}

func golden(t *testing.T, h *chart.Chart) {
	t.Helper()
	uitest.Golden(t, func() ui.Widget { return h })
	uitest.Check(t, h)
}

// shown returns the words of a chart and the ranges of its plane.
func shown(t *testing.T, h *chart.Chart) string {
	h.Layout(uitest.Context(t, &theme.Dark), paint.Pt(500, 1e6))
	return uitest.Find(t, h, ui.Image, h.Name).Value
}

func TestWords(t *testing.T) {
	for n, want := range map[int]string{
		0: "not computed yet",
		1: "Training loss: 4 at step 0. Loss on held-out data: 4 at step 0. Least that any model can reach: 1.1.",
		3: "Training loss: from 4 to 3.178 at step 10. Loss on held-out data: from 4 to 3.235 at step 10. Least that any model can reach: 1.1.",
	} {
		if got := shown(t, training(n, false)); got != want {
			t.Errorf("with %d points: %q, want %q", n, got, want)
		}
	}
	up := &chart.Chart{ID: "up", Name: "Up", Data: func() chart.Data {
		return chart.Data{Lines: []chart.Line{chart.Training([]paint.Point{{X: 0, Y: 2}, {X: 1, Y: 1}, {X: 2, Y: 3}}), chart.HeldOut(nil)}}
	}}
	if got, want := shown(t, up), "Training loss: from 2 to 3 at step 2, lowest 1 at step 1. Loss on held-out data: not computed yet."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// What is not finite, or is nothing to a logarithm, does no harm.
func TestStrange(t *testing.T) {
	for _, log := range []bool{false, true} {
		for _, pts := range [][]paint.Point{
			{{X: 0, Y: math.NaN()}}, {{X: 0, Y: math.Inf(1)}, {X: 1, Y: 2}, {X: 2, Y: math.NaN()}},
			{{X: 0, Y: 0}}, {{X: 0, Y: -1}, {X: 1, Y: 0}}, {{X: 0, Y: 1e300}, {X: 1e9, Y: 1e-300}}, {{X: 3, Y: 5}, {X: 4, Y: 5}},
		} {
			h := &chart.Chart{ID: "x", Name: "x", Log: log, Data: func() chart.Data {
				return chart.Data{Lines: []chart.Line{chart.Training(pts)}, Levels: []chart.Level{{Name: "floor", Value: math.NaN()}}}
			}}
			uitest.Check(t, h)
			if said := shown(t, h); strings.Contains(said, "NaN") || strings.Contains(said, "∞") {
				t.Errorf("%v: %q", pts, said)
			}
		}
	}
}

// A training of a million steps is painted with a few thousand points, among
// them the lowest and the highest.
func TestLongTraining(t *testing.T) {
	var pts []paint.Point
	for k := range 200_000 {
		pts = append(pts, paint.Pt(float64(k), 2+math.Sin(float64(k))))
	}
	pts[77_777].Y, pts[99_999].Y, pts[150_000].Y = 9, 0.5, math.NaN()
	h := &chart.Chart{ID: "x", Name: "x", Data: func() chart.Data { return chart.Data{Lines: []chart.Line{chart.Training(pts)}} }}
	c := uitest.Context(t, &theme.Dark)
	h.Layout(c, paint.Pt(500, 1e6))
	n := &counter{}
	h.Draw(c, n)
	if n.segments < 800 || n.segments > 4*500 {
		t.Errorf("%d segments in a path", n.segments)
	}
	f := plot.Axes{X: plot.Range{Hi: 199_999}, Y: plot.Range{Hi: 9 * 1.08}, XName: "steps"}.Frame(c, paint.Box(0, 0, 500, 220))
	for _, y := range []float64{9, 0.5} {
		if want := f.Px(paint.Pt(0, y)).Y; !n.has(want) {
			t.Errorf("no point at %v, the height of %v", want, y)
		}
	}
}

// A counter looks at the longest path that is painted.
type counter struct {
	paint.List
	segments int
	ys       []float64
}

func (n *counter) Stroke(p paint.Path, _ paint.Stroke) {
	if k := len(p.Segments()); k > n.segments {
		n.segments, n.ys = k, nil
		for _, s := range p.Segments() {
			n.ys = append(n.ys, s.P[0].Y)
		}
	}
}

func (n *counter) Group(_ paint.Group, draw func(paint.Canvas)) { draw(n) }

func (n *counter) has(y float64) bool {
	for _, v := range n.ys {
		if math.Abs(v-y) < 0.5 {
			return true
		}
	}
	return false
}

// Lines that have points at other steps share the rows of those that they have in
// common; levels are the same in all of them.
func TestDatasets(t *testing.T) {
	h := chart.Chart{ID: "c", Name: "Loss", Data: func() chart.Data {
		return chart.Data{
			Lines:  []chart.Line{{Name: "a", Color: label.Data, Points: []paint.Point{{X: 0, Y: 3}, {X: 10, Y: 2}}}, {Name: "b", Color: label.Ink, Points: []paint.Point{{X: 5, Y: 4}, {X: 10, Y: 1}}}},
			Levels: []chart.Level{{Name: "least", Value: 0.5}},
		}
	}}
	h.Layout(uitest.Context(t, &theme.Dark), paint.Pt(600, 1e6))
	want := []ui.Dataset{{Name: "Loss", Columns: ui.Columns("steps", "a", "b", "least"), Rows: [][]any{
		{0.0, 3.0, "", 0.5}, {5.0, "", 4.0, 0.5}, {10.0, 2.0, 1.0, 0.5},
	}}}
	if got := h.Datasets(); !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	h.Data = func() chart.Data { return chart.Data{} }
	if h.Layout(uitest.Context(t, &theme.Dark), paint.Pt(600, 1e6)); h.Datasets() != nil {
		t.Error("nothing is data")
	}
}
