package derivatives

import (
	"math"

	"zerotoai/engine/expr"
	"zerotoai/widgets/curve"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
)

// A study is the curve and the point that the chapter's figures share.
type study struct {
	curve      *curve.Curve
	x          float64
	derivative *expr.Expr
	rules      []expr.Rule
	trail      trail
	asked      []stretch // of the trail: a link says that the point has been there
}

func newStudy() *study {
	s := &study{x: 1}
	s.curve = curve.New("derivatives.tangent", presets, plot.Range{Lo: -4, Hi: 4}, s.differentiate)
	s.differentiate()
	return s
}

// differentiate finds the derivative of the curve that is chosen.
func (s *study) differentiate() {
	s.derivative, s.rules = s.curve.Expr.Derive()
	s.begin()
}

func (s *study) f(x float64) float64 { return s.curve.Expr.Eval(x) }

// point is where the point is.
func (s *study) point() paint.Point { return paint.Pt(s.x, s.f(s.x)) }

// place puts the point at p.X.
func (s *study) place(p paint.Point) {
	s.x = p.X
	s.visit()
}

// slope is the derivative at the point.
func (s *study) slope() float64 { return s.slopeAt(s.x) }

// slopeAt is the derivative at x: NaN where the curve itself breaks or has no
// value, whatever the formula of the derivative says.
func (s *study) slopeAt(x float64) float64 {
	if math.IsNaN(s.f(x)) || s.curve.BreaksAt(x) {
		return math.NaN()
	}
	return s.derivative.Eval(x)
}
