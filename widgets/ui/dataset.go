package ui

// A Tabular is a widget that shows numbers which another program could read on.
type Tabular interface {
	Widget
	// Datasets returns what the widget shows now, as the last Layout set it; none
	// if it has nothing to show yet. A widget of others returns those of its parts.
	Datasets() []Dataset
}

// A Dataset is numbers and words in columns.
type Dataset struct {
	Name    string
	Columns []Column
	Rows    [][]any // each as many as there are columns: a float64, or a string
}

// A Column is the head of a column.
type Column struct {
	Name string
	Unit string // "" where the numbers have none
}

// Columns returns columns without units.
func Columns(names ...string) (cs []Column) {
	for _, n := range names {
		cs = append(cs, Column{Name: n})
	}
	return cs
}

// Filled returns d, if it has rows.
func Filled(d Dataset) []Dataset {
	if len(d.Rows) == 0 {
		return nil
	}
	return []Dataset{d}
}

// Datasets returns those of all parts that have some.
func (ps Parts) Datasets() (ts []Dataset) {
	for _, p := range ps {
		if t, ok := p.Widget.(Tabular); ok {
			ts = append(ts, t.Datasets()...)
		}
	}
	return ts
}

// Datasets implements Tabular.
func (s *Stack) Datasets() []Dataset { return s.parts.Datasets() }
