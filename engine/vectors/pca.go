package vectors

import (
	"math"

	"zerotoai/engine/tensor"
	"zerotoai/engine/trace"
)

// A PCA finds the directions along which some rows of a matrix differ most:
// their principal components. Each is the direction of the greatest variance
// among those at right angles to the ones before.
//
// They are found one after another by power iteration: a vector that is
// multiplied by the covariance matrix again and again turns into the direction
// that is stretched most.
//
// Sources: K. Pearson, On Lines and Planes of Closest Fit to Systems of Points
// in Space, 1901; H. Hotelling, Analysis of a Complex of Statistical Variables
// into Principal Components, 1933.
type PCA struct {
	Mean       []float64   // [d], of the rows
	Components [][]float64 // [k d], of length 1; the number that is greatest by size is positive
	Variance   []float64   // [k], along each component
	Total      float64     // of the variance, along all d directions

	rows   tensor.Matrix
	name   string
	among  []int
	sums   tensor.Matrix // [d d]: products of what rows differ by from the mean
	summed int           // rows that are in them
	cov    []float64     // [d d], when all are
	found  int           // components that are done
	rounds int           // of the iteration for the next one
}

// Power iteration ends after so many rounds where two directions are stretched so
// nearly alike that it does not come to rest; each is as good then. Rounds of
// long vectors take longer, and there are fewer.
const (
	mostRounds          = 2000
	leastRounds         = 500
	mostMultiplications = 300_000_000
)

func (p *PCA) mostRounds() int {
	d := p.rows.Cols
	return min(mostRounds, max(leastRounds, mostMultiplications/(d*d)))
}

// settled is how far a vector of length 1 may still turn when it is found.
const settled = 1e-9

// NewPCA begins to look for k components of the rows among some of m, at least
// one; k is at most m.Cols. The matrix is called name in explanations.
func NewPCA(m tensor.Matrix, name string, among []int, k int) *PCA {
	p := &PCA{rows: m, name: name, among: among, Variance: make([]float64, k)}
	p.Mean, p.sums = mean(m, among), tensor.New(m.Cols, m.Cols)
	for i := range k {
		p.Components = append(p.Components, p.start(i))
	}
	return p
}

func mean(m tensor.Matrix, among []int) []float64 {
	mean := make([]float64, m.Cols)
	for _, i := range among {
		for c, v := range m.Row(i) {
			mean[c] += float64(v)
		}
	}
	for c := range mean {
		mean[c] /= float64(len(among))
	}
	return mean
}

// rowsAtOnce is how many rows Next takes into the covariance: with vectors of
// 768 numbers as many multiplications as forty rounds, which are quicker.
const rowsAtOnce = 64

// sum takes the next rows into the covariance matrix, which is the mean of the
// products of what rows differ by from their mean.
func (p *PCA) sum() {
	d := p.rows.Cols
	among := p.among[p.summed:min(p.summed+rowsAtOnce, len(p.among))]
	centred := tensor.New(len(among), d)
	for k, i := range among {
		for c, v := range p.rows.Row(i) {
			centred.Row(k)[c] = float32(float64(v) - p.Mean[c])
		}
	}
	tensor.TMul(p.sums, centred, centred, true)
	if p.summed += len(among); p.summed < len(p.among) {
		return
	}
	p.cov = make([]float64, d*d)
	for i, v := range p.sums.Data {
		p.cov[i] = float64(v) / float64(len(p.among))
	}
	for c := range d {
		p.Total += p.cov[c*d+c]
	}
}

// start is a direction that has a part of every axis, and another one for each
// component.
func (p *PCA) start(k int) []float64 {
	v := make([]float64, p.rows.Cols)
	for c := range v {
		v[c] = 1 + math.Sin(float64((k+1)*(c+1)))
	}
	scale(v)
	return v
}

// Next takes some rows into the covariance or, when all are, turns the component
// that is looked for a little further, and reports whether there is more to do.
// Until there is none, Components, Variance and Total are not what they will be.
func (p *PCA) Next() (more bool) {
	if p.cov == nil {
		p.sum()
		return true
	}
	if p.found == len(p.Components) {
		return false
	}
	v, d := p.Components[p.found], p.rows.Cols
	next := make([]float64, d)
	for i := range next {
		next[i] = dot(p.cov[i*d:(i+1)*d], v)
	}
	for _, other := range p.Components[:p.found] {
		reduce(next, other)
	}
	variance := scale(next)
	if variance == 0 { // there is no variance left: any direction is as good
		next = v
	}
	turned := apart(next, v)
	p.Components[p.found], p.Variance[p.found] = next, variance
	if p.rounds++; turned < settled || p.rounds == p.mostRounds() || variance == 0 {
		upright(next)
		p.found, p.rounds = p.found+1, 0
	}
	return p.found < len(p.Components)
}

func dot(a, b []float64) (sum float64) {
	b = b[:len(a)]
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

// apart returns the distance between two points.
func apart(a, b []float64) float64 {
	sum := 0.0
	for i, v := range a {
		sum += (v - b[i]) * (v - b[i])
	}
	return math.Sqrt(sum)
}

// reduce takes from v what it has in a direction.
func reduce(v, direction []float64) {
	part := dot(v, direction)
	for i := range v {
		v[i] -= part * direction[i]
	}
}

// scale makes v 1 long, unless it is 0, and returns how long it was.
func scale(v []float64) float64 {
	long := math.Sqrt(dot(v, v))
	if long > 0 {
		for i := range v {
			v[i] /= long
		}
	}
	return long
}

// upright turns v round if its greatest number is negative: a direction and its
// opposite are both right, and one of them is to be the same every time.
func upright(v []float64) {
	most := 0.0
	for _, x := range v {
		if math.Abs(x) > math.Abs(most) {
			most = x
		}
	}
	if most < 0 {
		for i := range v {
			v[i] = -v[i]
		}
	}
}

// Coordinate returns how far a row lies along component k from the mean.
func (p *PCA) Coordinate(k, row int) float64 {
	sum := 0.0
	for c, v := range p.rows.Row(row) {
		sum += p.Components[k][c] * (float64(v) - p.Mean[c])
	}
	return sum
}

// CoordinateRef names how far a row lies along component k.
func CoordinateRef(k, row int) trace.Ref { return trace.Ref{Name: "coordinate", I: k, J: row} }

// Explain says how a coordinate was made; a PCA is a trace.Source. It has the
// numbers
//
//	coordinate[k i]   of row i along component k
//	component[k c]    number c of component k, which the search has found
//	centred[i c]      by how much number c of row i differs from the mean
//	mean[c]           of number c in all rows that were looked at
//
// and those of the matrix, by its name, which are given.
func (p *PCA) Explain(r trace.Ref) (trace.Step, bool) {
	d, k, m := p.rows.Cols, len(p.Components), p.rows.Rows
	within := func(i, n int) bool { return 0 <= i && i < n }
	switch {
	case r.Name == "coordinate" && within(r.I, k) && within(r.J, m):
		return p.explain(r), true
	case r.Name == "component" && within(r.I, k) && within(r.J, d):
		return trace.Step{Ref: r, Value: p.Components[r.I][r.J]}, true
	case r.Name == "centred" && within(r.I, m) && within(r.J, d):
		return step(r, trace.Difference, p.number(r.I, r.J), p.mean(r.J)), true
	case r.Name == "mean" && within(r.I, d) && r.J == 0:
		var rows []trace.Term
		for _, i := range p.among {
			rows = append(rows, p.number(i, r.I))
		}
		return step(r, trace.Mean, rows...), true
	case r.Name == p.name && within(r.I, m) && within(r.J, d):
		return trace.Step{Ref: r, Value: p.number(r.I, r.J).Value}, true
	}
	return trace.Step{}, false
}

func (p *PCA) explain(r trace.Ref) trace.Step {
	var pairs []trace.Term
	for c, v := range p.Components[r.I] {
		centred := step(trace.Ref{Name: "centred", I: r.J, J: c}, trace.Difference, p.number(r.J, c), p.mean(c))
		pairs = append(pairs, trace.Term{Ref: trace.Ref{Name: "component", I: r.I, J: c}, Value: v}, trace.Term{Ref: centred.Ref, Value: centred.Value})
	}
	return step(r, trace.Dot, pairs...)
}

func (p *PCA) number(i, c int) trace.Term {
	return trace.Term{Ref: trace.Ref{Name: p.name, I: i, J: c}, Value: float64(p.rows.Row(i)[c])}
}

func (p *PCA) mean(c int) trace.Term {
	return trace.Term{Ref: trace.Ref{Name: "mean", I: c}, Value: p.Mean[c]}
}
