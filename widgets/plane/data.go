package plane

import (
	"zerotoai/engine/nn"
	"zerotoai/widgets/ui"
)

// Datasets implements ui.Tabular: the points, and what they are for.
func (p *Plane) Datasets() []ui.Dataset {
	d := ui.Dataset{Name: p.Name, Columns: ui.Columns("x", "y", "class", "is")}
	add := func(points []nn.Point, is string) {
		for _, q := range points {
			d.Rows = append(d.Rows, []any{q.X, q.Y, float64(q.Class), is})
		}
	}
	add(p.learned, "learned from")
	add(p.held, "held out")
	return ui.Filled(d)
}
