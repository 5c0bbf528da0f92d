package embedding

import (
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
)

// Datasets implements ui.Tabular: where the words lie, and what is near the
// chosen one.
func (a *atlas) Datasets() []ui.Dataset {
	d := ui.Dataset{Name: "Words along two directions", Columns: ui.Columns("word", a.positions[0].Name, a.positions[1].Name)}
	for _, id := range a.vocabulary.words {
		at := a.at(id)
		d.Rows = append(d.Rows, []any{tokens.Plain(a.piece(id)), at.X, at.Y})
	}
	return append(ui.Filled(d), a.near.Datasets()...)
}
