package chart

import (
	"cmp"
	"maps"
	"slices"

	"zerotoai/widgets/ui"
)

// Datasets implements ui.Tabular: a row for each step at which a line has a
// point, and a column for each line and each level.
func (h *Chart) Datasets() []ui.Dataset {
	if h.data.empty() {
		return nil
	}
	d := ui.Dataset{Name: h.Name, Columns: ui.Columns(h.axes.XName)}
	rows := map[float64][]any{}
	width := 1 + len(h.data.Lines) + len(h.data.Levels)
	for i, l := range h.data.Lines {
		d.Columns = append(d.Columns, ui.Column{Name: l.Name})
		for _, p := range l.Points {
			if rows[p.X] == nil {
				rows[p.X] = slices.Repeat([]any{""}, width)
				rows[p.X][0] = p.X
			}
			rows[p.X][1+i] = p.Y
		}
	}
	for i, l := range h.data.Levels {
		d.Columns = append(d.Columns, ui.Column{Name: l.Name})
		for _, row := range rows {
			row[1+len(h.data.Lines)+i] = l.Value
		}
	}
	for _, x := range slices.SortedFunc(maps.Keys(rows), cmp.Compare) {
		d.Rows = append(d.Rows, rows[x])
	}
	return []ui.Dataset{d}
}
