package minigpt

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"zerotoai/engine/trace"
)

// A Record lets the numbers of one loss say how they were made.
type Record struct {
	Tape         []*Tensor
	tokens, next []int
}

var _ trace.Source = (*Record)(nil)

// Record returns the loss of one example, with its gradients.
func (m *Model) Record(tokens, next []int) *Record {
	loss := m.Loss(tokens, next)
	loss.Backward()
	return &Record{loss.Tape(), tokens, next}
}

// Ref is what Explain calls number [i j] of a tensor of the tape.
func (r *Record) Ref(t *Tensor, i, j int) trace.Ref { return r.part(t, "", i, j) }

// part names a number on the way to number [i j] of t.
func (r *Record) part(t *Tensor, part string, i, j int) trace.Ref {
	return trace.Ref{Name: strings.TrimSpace(fmt.Sprintf("%d %s", slices.Index(r.Tape, t), part)), I: i, J: j}
}

// Name says in words what a number is called.
func (r *Record) Name(ref trace.Ref) string {
	t, part, ok := r.find(ref)
	if !ok {
		return ref.String()
	}
	if part != "" {
		part += " of "
	}
	return fmt.Sprintf("%s%s, row %d, column %d", part, t.Name, ref.I+1, ref.J+1)
}

// Origin says where a given number comes from.
func (r *Record) Origin(ref trace.Ref) string {
	switch t, part, ok := r.find(ref); {
	case !ok:
		return ""
	case part != "":
		return "set by the program"
	case len(t.From) > 0:
		return "left out by the mask"
	}
	return "learned; at first a random number"
}

// find returns the tensor of a number, and the part.
func (r *Record) find(ref trace.Ref) (t *Tensor, part string, ok bool) {
	index, part, _ := strings.Cut(ref.Name, " ")
	k, err := strconv.Atoi(index)
	if err != nil || k < 0 || k >= len(r.Tape) {
		return nil, "", false
	}
	t = r.Tape[k]
	return t, part, 0 <= ref.I && ref.I < t.Rows && 0 <= ref.J && ref.J < t.Cols
}

// A maker explains a number of what an operation makes.
type maker func(t *Tensor, part string, i, j int) (trace.Op, []trace.Term)

// maker finds the operation that makes t, by its name; nil: it is given.
func (r *Record) maker(t *Tensor) maker {
	switch t.Name {
	case "letter rows", "place rows":
		return r.picked
	case "sum", "attended", "thought":
		return r.added
	case "relu":
		return r.bent
	case "normed", "last":
		return r.normed
	case "weights", "shares":
		return r.shared
	case "loss":
		return r.surprised
	}
	if len(t.From) == 2 {
		return r.multiplied
	}
	return nil
}

// Explain implements trace.Source.
func (r *Record) Explain(ref trace.Ref) (trace.Step, bool) {
	t, part, ok := r.find(ref)
	if !ok {
		return trace.Step{}, false
	}
	s := trace.Step{Ref: ref, Op: trace.Given}
	if explain := r.maker(t); explain != nil {
		s.Op, s.Args = explain(t, part, ref.I, ref.J)
	}
	switch {
	case part == "":
		s.Value = t.Data[ref.I*t.Cols+ref.J]
	case s.Op == trace.Given:
		s.Value = given(t, part)
	default:
		s.Value = s.Recompute()
	}
	return s, true
}

// given is a constant of an operation.
func given(t *Tensor, part string) float64 {
	switch part {
	case "little":
		return 1e-5
	case "scale":
		if t.Name == "weights" {
			q := t.From[0].From[0] // the scores are dots of queries
			return 1 / math.Sqrt(float64(q.Cols))
		}
		return 1
	}
	return float64(t.From[0].Cols)
}

// term is a number of the tape as an argument.
func (r *Record) term(t *Tensor, i, j int) trace.Term {
	return trace.Term{Ref: r.Ref(t, i, j), Value: t.Data[i*t.Cols+j]}
}

// way is a number on the way as an argument.
func (r *Record) way(t *Tensor, part string, i, j int) trace.Term {
	s, _ := r.Explain(r.part(t, part, i, j))
	return trace.Term{Ref: s.Ref, Value: s.Value}
}

func (r *Record) picked(t *Tensor, _ string, i, j int) (trace.Op, []trace.Term) {
	row := i // of the places
	if t.Name == "letter rows" {
		row = r.tokens[i]
	}
	return trace.Sum, []trace.Term{r.term(t.From[0], row, j)}
}

func (r *Record) added(t *Tensor, _ string, i, j int) (trace.Op, []trace.Term) {
	return trace.Sum, []trace.Term{r.term(t.From[0], i, j), r.term(t.From[1], i, j)}
}

func (r *Record) multiplied(t *Tensor, _ string, i, j int) (op trace.Op, args []trace.Term) {
	for k := range t.From[0].Cols {
		args = append(args, r.term(t.From[0], i, k), r.term(t.From[1], j, k))
	}
	return trace.Dot, args
}

func (r *Record) bent(t *Tensor, _ string, i, j int) (trace.Op, []trace.Term) {
	return trace.ReLU, []trace.Term{r.term(t.From[0], i, j)}
}

func (r *Record) normed(t *Tensor, part string, i, j int) (op trace.Op, args []trace.Term) {
	switch part {
	case "":
		return trace.Quotient, []trace.Term{r.term(t.From[0], i, j), r.way(t, "size", i, 0)}
	case "size":
		return trace.Sqrt, []trace.Term{r.way(t, "square", i, 0)}
	case "square":
		return trace.Sum, []trace.Term{r.way(t, "mean square", i, 0), r.way(t, "little", 0, 0)}
	case "mean square":
		return trace.Quotient, []trace.Term{r.way(t, "sum of squares", i, 0), r.way(t, "width", 0, 0)}
	case "sum of squares":
		for k := range t.From[0].Cols {
			args = append(args, r.term(t.From[0], i, k), r.term(t.From[0], i, k))
		}
		return trace.Dot, args
	}
	return trace.Given, nil
}

func (r *Record) shared(t *Tensor, part string, i, j int) (op trace.Op, args []trace.Term) {
	from, n := t.From[0], t.Cols
	if t.Name == "weights" {
		n = i + 1
	}
	switch part {
	case "":
		if j >= n {
			return trace.Given, nil // the mask
		}
		return trace.Quotient, []trace.Term{r.way(t, "exponential", i, j), r.way(t, "total", i, 0)}
	case "exponential":
		return trace.Exp, []trace.Term{r.way(t, "scaled", i, j)}
	case "scaled":
		return trace.Product, []trace.Term{r.way(t, "scale", 0, 0), r.way(t, "distance", i, j)}
	case "distance":
		return trace.Difference, []trace.Term{r.term(from, i, j), r.way(t, "largest", i, 0)}
	case "total":
		for k := range n {
			args = append(args, r.way(t, "exponential", i, k))
		}
		return trace.Sum, args
	case "largest":
		for k := range n {
			args = append(args, r.term(from, i, k))
		}
		return trace.Max, args
	}
	return trace.Given, nil
}

// surprised has a surprise for each row of the shares. As the loss has one row,
// they are named by their place.
func (r *Record) surprised(_ *Tensor, part string, _, _ int) (op trace.Op, args []trace.Term) {
	loss := r.Tape[len(r.Tape)-1]
	for k, right := range r.next {
		switch part {
		case "":
			args = append(args, r.way(loss, fmt.Sprintf("surprise %d", k+1), 0, 0))
		case fmt.Sprintf("surprise %d", k+1):
			return trace.Negate, []trace.Term{r.way(loss, fmt.Sprintf("logarithm %d", k+1), 0, 0)}
		case fmt.Sprintf("logarithm %d", k+1):
			return trace.Log, []trace.Term{r.term(loss.From[0], k, right)}
		}
	}
	return trace.Mean, args
}
