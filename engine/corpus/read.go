package corpus

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Read reads a grammar in the notation that world.txt explains. An error names
// the line. A rule that could lead to itself is an error: every text ends.
func Read(text string) (*Grammar, error) {
	r := &reader{g: &Grammar{rules: map[string]*rule{}, tables: map[string]*table{}}}
	for i, line := range strings.Split(text, "\n") {
		if err := r.line(strings.TrimRight(line, " \r")); err != nil {
			return nil, fmt.Errorf("corpus: line %d: %w", i+1, err)
		}
	}
	for _, w := range r.ways {
		items, err := r.way(w)
		if err != nil {
			return nil, fmt.Errorf("corpus: line %d: %w", w.line, err)
		}
		w.rule.ways = append(w.rule.ways, way{w.weight, items})
	}
	if len(r.g.names) == 0 {
		return nil, fmt.Errorf("corpus: no rule")
	}
	return r.g, r.g.check(r.g.names[0])
}

// A reader reads tables at once, and ways when it has seen all names.
type reader struct {
	g     *Grammar
	n     int // the line
	table *table
	rule  *rule // one of the two is not nil inside of a block
	ways  []rawWay
}

type rawWay struct {
	line   int
	rule   *rule
	weight float64
	text   string
}

func (r *reader) line(text string) error {
	r.n++
	head, rest, _ := strings.Cut(text, " ")
	switch {
	case text == "":
		r.table, r.rule = nil, nil
	case strings.HasPrefix(text, "#"):
	case head == "table" && r.table == nil:
		return r.newTable(rest)
	case head == "rule" && r.table == nil:
		return r.newRule(rest)
	case r.table != nil:
		return r.row(text)
	case r.rule != nil:
		return r.rawWay(head, rest)
	default:
		return fmt.Errorf("%q is in no table and no rule", text)
	}
	return nil
}

func (r *reader) newTable(text string) error {
	name, columns, ok := strings.Cut(text, ": ")
	if !ok {
		return r.union(text)
	}
	r.table = &table{name: name, columns: strings.Split(columns, ", ")}
	return r.define(name, r.table)
}

// union reads "a = b c".
func (r *reader) union(text string) error {
	name, of, ok := strings.Cut(text, " = ")
	if !ok {
		return fmt.Errorf("table %q has no columns", text)
	}
	t := &table{name: name}
	for _, part := range strings.Fields(of) {
		p := r.g.tables[part]
		if p == nil || t.columns != nil && !slices.Equal(t.columns, p.columns) {
			return fmt.Errorf("table %q is missing or has other columns", part)
		}
		t.columns, t.rows = p.columns, append(t.rows, p.rows...)
	}
	return r.define(name, t)
}

func (r *reader) define(name string, t *table) error {
	if !isName(name) || r.g.tables[name] != nil || r.g.rules[name] != nil {
		return fmt.Errorf("%q is no name, or taken", name)
	}
	r.g.tables[name] = t
	return nil
}

func (r *reader) newRule(name string) error {
	if !isName(name) || r.g.tables[name] != nil || r.g.rules[name] != nil {
		return fmt.Errorf("%q is no name, or taken", name)
	}
	r.rule = &rule{name: name}
	r.g.rules[name] = r.rule
	r.g.names = append(r.g.names, name)
	return nil
}

func (r *reader) row(text string) error {
	cells := strings.Split(text, " | ")
	if len(cells) != len(r.table.columns) {
		return fmt.Errorf("%d cells in a table of %d columns", len(cells), len(r.table.columns))
	}
	w := &row{}
	for _, c := range cells {
		items, rest := words(c)
		if rest != "" {
			return fmt.Errorf("%q is no word", rest)
		}
		w.cells = append(w.cells, items)
	}
	r.table.rows = append(r.table.rows, w)
	return nil
}

func (r *reader) rawWay(weight, text string) error {
	w, err := strconv.ParseFloat(weight, 64)
	if err != nil || !(w > 0) || w > 1e6 {
		return fmt.Errorf("%q is no weight", weight)
	}
	r.ways = append(r.ways, rawWay{r.n, r.rule, w, text})
	return nil
}

// words reads words and signs as far as there are any.
func words(text string) (items []item, rest string) {
	for text = strings.TrimLeft(text, " "); text != ""; text = strings.TrimLeft(text, " ") {
		n := unit(text)
		switch {
		case n == 0 || strings.HasPrefix(text, End):
			return items, text
		case isSign(text[0]):
			items = append(items, word(text[:n]))
		default:
			items = append(items, word(" "+text[:n]))
		}
		text = text[n:]
	}
	return items, ""
}

func isName(s string) bool {
	for _, c := range []byte(s) {
		if !isLetter(c) && (c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// way reads what a rule writes.
func (r *reader) way(w rawWay) (items []item, err error) {
	for text := w.text; ; {
		some, rest := words(text)
		items = append(items, some...)
		if rest == "" {
			return items, nil
		}
		asked := strings.HasPrefix(rest, "^")
		it, after, err := r.item(strings.TrimPrefix(rest, "^"))
		if err != nil {
			return nil, err
		}
		if asked {
			items = append(items, ask{w.rule.name, mentioned(it)}, it, told{})
		} else {
			items = append(items, it)
		}
		text = after
	}
}

func mentioned(it item) string {
	m, _ := it.(mention)
	return m.name
}

// item reads one item that text begins with.
func (r *reader) item(text string) (it item, rest string, err error) {
	closed := func(mark string) (inside, rest string, ok bool) { return strings.Cut(text[1:], mark) }
	if text == "" {
		return nil, "", fmt.Errorf("nothing is asked")
	}
	switch text[0] {
	case '<':
		if inside, rest, ok := closed(">"); ok {
			it, err = r.call(inside)
			return it, rest, err
		}
	case '{':
		if inside, rest, ok := closed("}"); ok {
			it, err = r.slot(inside)
			return it, rest, err
		}
	default:
		if n := unit(text); n > 0 && isLetter(text[0]) {
			return word(" " + text[:n]), text[n:], nil
		}
	}
	return nil, "", fmt.Errorf("cannot read %q", text)
}

func (r *reader) call(name string) (item, error) {
	if rule := r.g.rules[name]; rule != nil {
		return call{rule}, nil
	}
	if t := r.g.tables[name]; t != nil {
		return draw{table: t}, nil
	}
	return nil, fmt.Errorf("no rule and no table %q", name)
}

// slot reads what stands in braces.
func (r *reader) slot(text string) (item, error) {
	name, from, drawn := strings.Cut(text, "=")
	if !drawn {
		return r.mention(text)
	}
	fields := strings.Fields(from)
	if len(fields) == 0 || !isName(name) {
		return nil, fmt.Errorf("cannot read {%s}", text)
	}
	where, column, _ := strings.Cut(fields[0], ".")
	t := r.g.tables[where]
	if t == nil {
		return nil, fmt.Errorf("no table %q", where)
	}
	d := draw{table: t, name: name, column: t.column(column)}
	if d.column < 0 {
		return nil, fmt.Errorf("no column %q in table %q", column, where)
	}
	err := d.conditions(fields[1:])
	return d, err
}

// mention reads what stands in braces without drawing.
func (r *reader) mention(text string) (item, error) {
	name, column, _ := strings.Cut(text, ".")
	if !isName(name) || column != "" && !isName(column) {
		return nil, fmt.Errorf("cannot read {%s}", text)
	}
	return mention{name, column}, nil
}

func (d *draw) conditions(fields []string) error {
	for _, f := range fields {
		switch {
		case f[0] == '!' && isName(f[1:]):
			d.not = append(d.not, f[1:])
		case f[0] == '~' && isName(f[1:]) && d.from == "":
			d.from = f[1:]
		default:
			return fmt.Errorf("%q is no condition", f)
		}
	}
	return nil
}

// column returns the index of a column, of the first for "", and otherwise -1.
func (t *table) column(name string) int {
	if name == "" {
		return 0
	}
	return slices.Index(t.columns, name)
}
