package table

import (
	"zerotoai/widgets/export"
	"zerotoai/widgets/ui"
)

// Datasets implements ui.Tabular. A number has the digits that are shown.
func (t *Table) Datasets() []ui.Dataset {
	d := ui.Dataset{Name: t.Name, Columns: ui.Columns(t.Heads...)}
	for _, cells := range t.grid[min(1, len(t.grid)):] {
		if len(cells) != len(t.Heads) { // what is said of an empty table
			continue
		}
		var row []any
		for _, c := range cells {
			row = append(row, export.Number(c.Text))
		}
		d.Rows = append(d.Rows, row)
	}
	return ui.Filled(d)
}
