package trace

import "strings"

// Renamed returns src with all its names led by prefix, so that two
// computations of the same kind can stand in one explanation.
func Renamed(prefix string, src Source) Source { return renamed{prefix, src} }

type renamed struct {
	prefix string
	src    Source
}

// Explain implements Source.
func (n renamed) Explain(r Ref) (Step, bool) {
	name, ok := strings.CutPrefix(r.Name, n.prefix)
	if !ok {
		return Step{}, false
	}
	r.Name = name
	s, ok := n.src.Explain(r)
	s.Ref.Name = n.prefix + s.Ref.Name
	args := make([]Term, len(s.Args))
	for i, a := range s.Args {
		a.Ref.Name = n.prefix + a.Ref.Name
		args[i] = a
	}
	s.Args = args
	return s, ok
}

// Sources answers for several sources: the first one that knows a number.
type Sources []Source

// Explain implements Source.
func (ss Sources) Explain(r Ref) (Step, bool) {
	for _, s := range ss {
		if step, ok := s.Explain(r); ok {
			return step, true
		}
	}
	return Step{}, false
}

// A Table is the steps of a computation by their names.
type Table map[Ref]Step

// Explain implements Source.
func (t Table) Explain(r Ref) (Step, bool) {
	s, ok := t[r]
	return s, ok
}
