package brackets

import (
	"strconv"

	"zerotoai/widgets/export"
	"zerotoai/widgets/ui"
)

// Datasets implements ui.Tabular. A number has the digits that are shown.
func (m *Matrix) Datasets() []ui.Dataset {
	d := ui.Dataset{Name: m.Name, Columns: ui.Columns("row")}
	for i, cells := range m.cells {
		row := []any{float64(i + 1)}
		for j, c := range cells {
			if i == 0 {
				d.Columns = append(d.Columns, ui.Column{Name: "column " + strconv.Itoa(j+1)})
			}
			row = append(row, export.Number(c.Text))
		}
		d.Rows = append(d.Rows, row)
	}
	return ui.Filled(d)
}
