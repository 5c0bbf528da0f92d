package nn

import (
	"math"

	"zerotoai/engine/trace"
)

// A Feature is a number that a network can be told of a point.
type Feature uint8

// The features of TensorFlow Playground.
const (
	X       Feature = iota // x
	Y                      // y
	XSquare                // x²
	YSquare                // y²
	XY                     // xy
	SinX                   // sin x
	SinY                   // sin y
)

// Features returns all features, x and y first.
func Features() []Feature { return []Feature{X, Y, XSquare, YSquare, XY, SinX, SinY} }

var features = [...]struct {
	name string
	of   func(x, y float64) float64
	op   trace.Op
	args string // of op
}{
	X:       {"x", func(x, _ float64) float64 { return x }, trace.Sum, "x"},
	Y:       {"y", func(_, y float64) float64 { return y }, trace.Sum, "y"},
	XSquare: {"x²", func(x, _ float64) float64 { return x * x }, trace.Square, "x"},
	YSquare: {"y²", func(_, y float64) float64 { return y * y }, trace.Square, "y"},
	XY:      {"xy", func(x, y float64) float64 { return x * y }, trace.Product, "xy"},
	SinX:    {"sin x", func(x, _ float64) float64 { return math.Sin(x) }, trace.Sin, "x"},
	SinY:    {"sin y", func(_, y float64) float64 { return math.Sin(y) }, trace.Sin, "y"},
}

// String returns the formula of f.
func (f Feature) String() string { return features[f].name }

// Of returns f at the place x, y.
func (f Feature) Of(x, y float64) float64 { return features[f].of(x, y) }

// Inputs returns the features at the place x, y.
func Inputs(fs []Feature, x, y float64) []float64 {
	in := make([]float64, len(fs))
	for k, f := range fs {
		in[k] = f.Of(x, y)
	}
	return in
}

// An Example is what a network is shown of a point.
type Example struct {
	In    []float64
	Class int // counted from 0; a network with one output has the classes 0 and 1
}

// Examples returns what the features say of points. It leaves out points that
// are not Valid.
func Examples(fs []Feature, points []Point) []Example {
	var es []Example
	for _, p := range points {
		if p.Valid() {
			es = append(es, Example{Inputs(fs, p.X, p.Y), p.Class})
		}
	}
	return es
}

// A Place explains the inputs of a network by the features at a place. It is
// a trace.Source that stands before a Pass:
//
//	trace.Sources{nn.Place{Features: fs, X: 1, Y: -2}, pass}
type Place struct {
	Features []Feature
	X, Y     float64
}

// Explain implements trace.Source: the coordinates are called "x" and "y".
func (p Place) Explain(r trace.Ref) (trace.Step, bool) {
	at := map[string]float64{"x": p.X, "y": p.Y}
	if v, ok := at[r.Name]; ok && r.I == 0 && r.J == 0 {
		return trace.Step{Ref: r, Value: v}, true
	}
	if !within(r.I, len(p.Features)) || r != Of(0, Activated, r.I, 0) {
		return trace.Step{}, false
	}
	f := features[p.Features[r.I]]
	s := trace.Step{Ref: r, Value: f.of(p.X, p.Y), Op: f.op}
	for _, name := range f.args {
		s.Args = append(s.Args, trace.Term{Ref: trace.Ref{Name: string(name)}, Value: at[string(name)]})
	}
	return s, true
}
