package vector

import "zerotoai/widgets/ui"

// Datasets implements ui.Tabular.
func (v *Vector) Datasets() []ui.Dataset {
	d := ui.Dataset{Name: v.Name, Columns: ui.Columns("number", "value")}
	for i, x := range v.values {
		d.Rows = append(d.Rows, []any{float64(i + 1), x})
	}
	return ui.Filled(d)
}
