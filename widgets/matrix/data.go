package matrix

import (
	"fmt"

	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
)

// Datasets implements ui.Tabular: a row for each token that asks, a column for
// each that is asked. What the causal mask hides is empty.
func (m *Matrix) Datasets() []ui.Dataset {
	if !m.known {
		return nil
	}
	d := ui.Dataset{Name: m.Name, Columns: ui.Columns("token")}
	for i, piece := range m.pieces {
		d.Columns = append(d.Columns, ui.Column{Name: fmt.Sprintf("%d: %s", i+1, tokens.Plain(piece))})
		row := []any{tokens.Plain(piece)}
		for _, w := range m.Weights(i) {
			row = append(row, w)
		}
		for len(row) <= len(m.pieces) {
			row = append(row, "")
		}
		d.Rows = append(d.Rows, row)
	}
	return ui.Filled(d)
}
