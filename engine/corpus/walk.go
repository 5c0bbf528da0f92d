package corpus

import (
	"slices"
	"strings"
)

// A state is a place in the writing of a text: what is still to be written,
// which rows have been drawn, and by which choices it came to be. States are
// values that share their past; a step makes new ones.
type state struct {
	rest *frame
	rows *binding
	path *path
	at   int // bytes written
}

// A frame is items still to be written, and what comes after them.
type frame struct {
	items []item
	next  *frame
}

// A binding is the row that a name stands for, and where it was written last.
type binding struct {
	name  string
	table *table
	index int
	at    int
	next  *binding
}

// A path is a choice, and the choices before it. The probability of the whole
// is p; the root, nil, has 1.
type path struct {
	parent        *path
	of            string
	pick          []item // written only for who asks
	weight, total float64
	p             float64
}

func (p *path) prob() float64 {
	if p == nil {
		return 1
	}
	return p.p
}

func (s *Source) state() state {
	return state{rest: &frame{items: []item{call{s.start}}}}
}

// pop takes the next item, nil at the end of the text.
func (s *state) pop() item {
	for s.rest != nil {
		f := s.rest
		if len(f.items) == 0 {
			s.rest = f.next
			continue
		}
		s.rest = f.next
		if len(f.items) > 1 {
			s.rest = &frame{f.items[1:], f.next}
		}
		return f.items[0]
	}
	return nil
}

func (s *state) push(items []item) {
	if len(items) > 0 {
		s.rest = &frame{items, s.rest}
	}
}

// find returns the binding of a name, nil if there is none.
func (s *state) find(name string) *binding {
	for b := s.rows; b != nil; b = b.next {
		if b.name == name {
			return b
		}
	}
	return nil
}

// An option is one way to go on from a choice: the index of a way or a row.
type option struct {
	index  int
	weight float64
}

// options returns what can be chosen at it, which is a call or a draw, and the
// sum of the weights.
func (s *state) options(it item, split Split) (opts []option, total float64) {
	switch it := it.(type) {
	case call:
		for i, w := range it.rule.ways {
			opts, total = append(opts, option{i, w.weight}), total+w.weight
		}
	case draw:
		refused := s.refused(it)
		for i, row := range it.table.rows {
			if !slices.Contains(refused, row) && s.meets(it, i, split) {
				opts = append(opts, option{i, 1})
			}
		}
		total = float64(len(opts))
	}
	return opts, total
}

// refused returns the rows that d may not draw.
func (s *state) refused(d draw) (rows []*row) {
	for _, name := range d.not {
		b := s.find(name)
		rows = append(rows, b.table.rows[b.index])
	}
	return rows
}

// meets reports whether the row of d at index i may be seen with the one that
// it is kept from.
func (s *state) meets(d draw, i int, split Split) bool {
	if d.from == "" || split == All {
		return true
	}
	partner := (s.find(d.from).index + apart) % len(d.table.rows)
	return (i == partner) == (split == KeptBack)
}

// take goes on from it with the option o.
func (s *state) take(it item, o option, total float64) {
	p := &path{parent: s.path, weight: o.weight, total: total, p: s.path.prob() * (o.weight / total)}
	switch it := it.(type) {
	case call:
		w := it.rule.ways[o.index]
		p.of, p.pick = it.rule.name, w.items
		s.push(w.items)
	case draw:
		cell := it.table.rows[o.index].cells[it.column]
		p.of, p.pick = it.table.name, cell
		s.bind(it.name, it.table, o.index)
		s.push(cell)
	}
	s.path = p
}

func (s *state) bind(name string, t *table, index int) {
	if name != "" {
		s.rows = &binding{name, t, index, s.at, s.rows}
	}
}

// say writes a mention of a row.
func (s *state) say(m mention) {
	b := s.find(m.name)
	s.bind(m.name, b.table, b.index)
	s.push(b.table.rows[b.index].cells[b.table.column(m.column)])
}

// emit writes a word and returns its unit: at the start of the text no space
// is before it.
func (s *state) emit(w word) string {
	unit := string(w)
	if s.at == 0 {
		unit = strings.TrimPrefix(unit, " ")
	}
	s.at += len(unit)
	return unit
}

// follow goes all ways from s up to and with the next unit.
func (s state) follow(split Split, yield func(unit string, next state)) {
	for {
		switch it := s.pop().(type) {
		case nil:
			yield(End, s)
			return
		case word:
			unit := s.emit(it)
			yield(unit, s)
			return
		case mention:
			s.say(it)
		case call, draw:
			opts, total := s.options(it, split)
			for _, o := range opts {
				next := s
				next.take(it, o, total)
				next.follow(split, yield)
			}
			return
		}
	}
}
