package arcs

import (
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
)

// Datasets implements ui.Tabular: what the chosen token attends to.
func (a *Arcs) Datasets() []ui.Dataset {
	if len(a.shares) == 0 {
		return nil
	}
	pieces := a.Pieces()
	d := ui.Dataset{Name: a.Name, Columns: ui.Columns("from token", "to token", "is", "attention")}
	for j, w := range a.Weights(*a.Chosen) {
		d.Rows = append(d.Rows, []any{float64(*a.Chosen + 1), float64(j + 1), tokens.Plain(pieces[j]), w})
	}
	return ui.Filled(d)
}
