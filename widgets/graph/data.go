package graph

import (
	"zerotoai/widgets/export"
	"zerotoai/widgets/ui"
)

// Datasets implements ui.Tabular. A number has the digits that are shown.
func (g *Graph) Datasets() []ui.Dataset {
	d := ui.Dataset{Name: g.Name, Columns: ui.Columns("number", "value", "gradient")}
	for _, n := range g.nodes {
		d.Rows = append(d.Rows, []any{n.Name, export.Number(n.Value), export.Number(n.Grad)})
	}
	return ui.Filled(d)
}
