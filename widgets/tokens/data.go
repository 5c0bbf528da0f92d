package tokens

import "zerotoai/widgets/ui"

// Datasets implements ui.Tabular: all tokens, those on other pages, too.
func (s *Strip) Datasets() []ui.Dataset {
	d := ui.Dataset{Name: s.Name, Columns: ui.Columns("number", "token", "says")}
	for i, t := range s.tokens {
		about := t.Says
		if about == "" {
			about = t.Under
		}
		d.Rows = append(d.Rows, []any{float64(i + 1), Plain(t.Piece), about})
	}
	return ui.Filled(d)
}
