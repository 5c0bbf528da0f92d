package corpus

import (
	"fmt"
	"maps"
)

// check reports what is wrong with the texts of a rule: one that leads to
// itself, or mentions or excludes a row that has not been drawn.
func (g *Grammar) check(rule string) error {
	r := g.rules[rule]
	if r == nil {
		return fmt.Errorf("corpus: no rule %q", rule)
	}
	_, err := checker{}.rule(r, known{})
	return err
}

// known has the tables of the rows that have been drawn, by their names.
type known map[string]*table

// A checker has the rules that are being checked.
type checker map[*rule]bool

// rule checks r where k is known, and returns what is known after it whichever
// way it goes.
func (c checker) rule(r *rule, k known) (after known, err error) {
	if c[r] {
		return nil, fmt.Errorf("corpus: rule %s leads to itself", r.name)
	}
	if len(r.ways) == 0 {
		return nil, fmt.Errorf("corpus: rule %s has no way to go", r.name)
	}
	c[r] = true
	defer delete(c, r)
	for _, w := range r.ways {
		one, err := c.way(w, maps.Clone(k))
		if err != nil {
			return nil, fmt.Errorf("%w (in rule %s)", err, r.name)
		}
		after = both(after, one)
	}
	return after, nil
}

// both returns what is known either way; a is nil if there is no other way.
func both(a, b known) known {
	if a == nil {
		return b
	}
	maps.DeleteFunc(a, func(name string, t *table) bool { return b[name] != t })
	return a
}

func (c checker) way(w way, k known) (known, error) {
	for _, it := range w.items {
		var err error
		switch it := it.(type) {
		case call:
			k, err = c.rule(it.rule, k)
		case draw:
			err = k.draw(it)
		case mention:
			err = k.mention(it)
		}
		if err != nil {
			return nil, err
		}
	}
	return k, nil
}

func (k known) draw(d draw) error {
	for _, name := range d.not {
		if k[name] == nil {
			return fmt.Errorf("corpus: !%s has not been drawn", name)
		}
	}
	if d.from != "" && k[d.from] == nil {
		return fmt.Errorf("corpus: ~%s has not been drawn", d.from)
	}
	if n := len(d.table.rows); n <= len(d.not) || d.from != "" && n <= apart {
		return fmt.Errorf("corpus: table %s is too short", d.table.name)
	}
	if d.name != "" {
		k[d.name] = d.table
	}
	return nil
}

func (k known) mention(m mention) error {
	if t := k[m.name]; t == nil || t.column(m.column) < 0 {
		return fmt.Errorf("corpus: {%s.%s} has not been drawn", m.name, m.column)
	}
	return nil
}
