package minigpt

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"zerotoai/engine/trace"
)

// A Record is one example, read and gone back over. Its numbers say how they
// were made, and so do their gradients.
type Record struct {
	Model        *Model
	Tape         Tape // the vectors of this example, the loss last
	Tokens, Next []int
	all          Tape // what is learned, and then the tape
	index        map[*Vector]int
}

var _ trace.Source = (*Record)(nil)

// Record reads an example and goes back over it. The gradients of what is learned
// are added to those that are there.
func (m *Model) Record(tokens, next []int) *Record {
	reader := m.Reader()
	reader.Loss(tokens, next)
	reader.Backward()
	r := &Record{m, reader.Tape, tokens, next, slices.Concat(m.Learned, reader.Tape), map[*Vector]int{}}
	for k, v := range r.all {
		r.index[v] = k
	}
	return r
}

// uses are the vectors that were made from v, once for each time.
func (r *Record) uses(v *Vector) (made []*Vector) {
	for _, y := range r.Tape {
		for _, from := range y.From {
			for _, f := range from {
				if f == v {
					made = append(made, y)
				}
			}
		}
	}
	return made
}

// gradient is the part of a name that stands for the gradient of a number.
const gradient = "gradient"

// Ref is what Explain calls number i of a vector.
func (r *Record) Ref(v *Vector, i int) trace.Ref { return r.Part(v, "", i) }

// GradRef is what Explain calls its gradient.
func (r *Record) GradRef(v *Vector, i int) trace.Ref { return r.Part(v, gradient, i) }

// Part names a number on the way to number i of a vector, such as the size that
// norm divides by, or back from it.
func (r *Record) Part(v *Vector, part string, i int) trace.Ref {
	return trace.Ref{Name: strings.TrimSpace(fmt.Sprintf("%d %s", r.index[v], part)), I: i}
}

// find returns the vector of a number, and the part.
func (r *Record) find(ref trace.Ref) (v *Vector, part string, ok bool) {
	index, part, _ := strings.Cut(ref.Name, " ")
	k, err := strconv.Atoi(index)
	if err != nil || k < 0 || k >= len(r.all) {
		return nil, "", false
	}
	return r.all[k], part, 0 <= ref.I && ref.I < len(r.all[k].Data)
}

// Name says in words what a number is called.
func (r *Record) Name(ref trace.Ref) string {
	v, part, ok := r.find(ref)
	if !ok {
		return ref.String()
	}
	via, part, back := strings.Cut(part, " ")
	k, err := strconv.Atoi(via)
	switch {
	case !back && via == "" || via == gradient:
		part = via
	case err == nil && k < len(r.all):
		part = part + " by way of " + r.place(r.all[k])
	default:
		part = strings.TrimSpace(via + " " + part)
	}
	if part != "" {
		part += ": "
	}
	return fmt.Sprintf("%s%s, number %d", part, r.place(v), ref.I+1)
}

// place says what a vector is called, and of which token or row it is.
func (r *Record) place(v *Vector) string {
	if k := r.index[v]; k < len(r.Model.Learned) {
		return r.Model.place(k)
	}
	if v.Name == "loss" {
		return v.Name
	}
	token := 0
	for _, made := range r.all[:r.index[v]+1] {
		if made.Name == "start" {
			token++
		}
	}
	return fmt.Sprintf("%s of token %d", v.Name, token)
}

// place says of which matrix a row of what is learned is.
func (m *Model) place(row int) string {
	v := m.Learned[row]
	return fmt.Sprintf("row %d of %s", slices.Index(m.Matrices[v.Name], v)+1, v.Name)
}

// Origin says where a given number comes from.
func (r *Record) Origin(ref trace.Ref) string {
	switch v, part, ok := r.find(ref); {
	case !ok:
		return ""
	case part == gradient:
		return "the loss changes with itself one to one"
	case part != "" || len(v.From) > 0:
		return "set by the program"
	}
	return "learned; at first a random number"
}

// Explain implements trace.Source.
func (r *Record) Explain(ref trace.Ref) (trace.Step, bool) {
	v, part, ok := r.find(ref)
	if !ok {
		return trace.Step{}, false
	}
	t := trace.Table{}
	if via, _, _ := strings.Cut(part, " "); part == gradient || via != "" && '0' <= via[0] && via[0] <= '9' {
		r.back(t, v, ref.I)
	} else {
		r.made(t, v, ref.I)
	}
	s, ok := t[ref]
	switch {
	case part == "":
		s.Value = v.Data[ref.I]
	case part == gradient:
		s.Value = v.Grad[ref.I]
	}
	return s, ok
}

// term is number i of a vector as an argument, and grad is its gradient.
func (r *Record) term(v *Vector, i int) trace.Term {
	return trace.Term{Ref: r.Ref(v, i), Value: v.Data[i]}
}

func (r *Record) grad(v *Vector, i int) trace.Term {
	return trace.Term{Ref: r.GradRef(v, i), Value: v.Grad[i]}
}

// terms are all numbers of a vector.
func (r *Record) terms(v *Vector) (args []trace.Term) {
	for i := range v.Data {
		args = append(args, r.term(v, i))
	}
	return args
}

// products are pairs of factors, alternating.
func products(n int, factors func(k int) (a, b trace.Term)) (args []trace.Term) {
	for k := range n {
		a, b := factors(k)
		args = append(args, a, b)
	}
	return args
}

// made puts into t how number i of a vector was made.
func (r *Record) made(t trace.Table, v *Vector, i int) {
	do := func(op trace.Op, args ...trace.Term) { t.Do(r.Ref(v, i), op, args...) }
	if len(v.From) == 0 {
		t.Given(r.Ref(v, i), v.Data[i])
		return
	}
	from := v.From[0]
	switch v.Name {
	case "start", "attended", "thought":
		do(trace.Sum, r.term(from[0], i), r.term(from[1], i))
	case "loss":
		var args []trace.Term
		for _, surprise := range from {
			args = append(args, r.term(surprise, 0))
		}
		do(trace.Mean, args...)
	case "mixed":
		shares := v.From[1][0]
		do(trace.Dot, products(len(from), func(k int) (a, b trace.Term) { return r.term(shares, k), r.term(from[k], i) })...)
	case "relu":
		do(trace.ReLU, r.term(from[0], i))
	case "normed", "normed again", "last":
		do(trace.Quotient, r.term(from[0], i), r.size(t, v))
	case "weights", "shares":
		powers, total := r.powers(t, v)
		do(trace.Quotient, powers[i], total)
	case "surprise":
		ln := t.Do(r.Part(v, "logarithm", 0), trace.Log, r.term(from[0], r.right(v)))
		do(trace.Negate, ln)
	default:
		x := v.From[1][0]
		do(trace.Dot, products(len(x.Data), func(k int) (a, b trace.Term) { return r.term(from[i], k), r.term(x, k) })...)
	}
}

// size is what norm divides by.
func (r *Record) size(t trace.Table, v *Vector) trace.Term {
	x := v.From[0][0]
	at := func(part string) trace.Ref { return r.Part(v, part, 0) }
	squares := t.Do(at("sum of squares"), trace.Dot, products(len(x.Data), func(k int) (a, b trace.Term) { return r.term(x, k), r.term(x, k) })...)
	mean := t.Do(at("mean square"), trace.Quotient, squares, t.Given(at("width"), float64(len(x.Data))))
	return t.Do(at("size"), trace.Sqrt, t.Do(at("mean square and a little"), trace.Sum, mean, t.Given(at("a little"), 1e-5)))
}

// scale is what softmax multiplies by.
func scale(v *Vector) float64 {
	if v.Name == "weights" {
		query := v.From[0][0].From[1][0]
		return 1 / math.Sqrt(float64(len(query.Data)))
	}
	return 1 // a loss is taken at a temperature of 1
}

// powers are the exponentials of softmax, and their total.
func (r *Record) powers(t trace.Table, v *Vector) (powers []trace.Term, total trace.Term) {
	x := r.terms(v.From[0][0])
	at := func(part string, i int) trace.Ref { return r.Part(v, part, i) }
	top, by := t.Do(at("largest", 0), trace.Max, x...), t.Given(at("scale", 0), scale(v))
	for i, z := range x {
		less := t.Do(at("distance", i), trace.Difference, z, top)
		powers = append(powers, t.Do(at("exponential", i), trace.Exp, t.Do(at("scaled", i), trace.Product, by, less)))
	}
	return powers, t.Do(at("total", 0), trace.Sum, powers...)
}

// right is the right token of a surprise.
func (r *Record) right(surprise *Vector) int {
	loss := r.Tape[len(r.Tape)-1]
	return r.Next[slices.Index(loss.From[0], surprise)]
}
