package curve

import "zerotoai/widgets/ui"

// sampled is how many points of a curve are handed out.
const sampled = 201

// Datasets implements ui.Tabular: points of the curve, evenly apart.
func (v *Curve) Datasets() []ui.Dataset {
	d := ui.Dataset{Name: "f(x) = " + v.Expr.String(), Columns: ui.Columns("x", "f(x)")}
	for i := range sampled {
		x := v.X.Lo + v.X.Span()*float64(i)/(sampled-1)
		d.Rows = append(d.Rows, []any{x, v.Expr.Eval(x)})
	}
	return ui.Filled(d)
}
