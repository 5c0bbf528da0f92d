package bars

import "zerotoai/widgets/ui"

// Datasets implements ui.Tabular.
func (b *Bars) Datasets() []ui.Dataset {
	d := ui.Dataset{Name: b.Name, Columns: ui.Columns("name", "value")}
	for _, r := range b.rows {
		d.Rows = append(d.Rows, []any{r.Name, r.Value})
	}
	return ui.Filled(d)
}
