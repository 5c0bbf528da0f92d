package grad

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
)

// numeric is the derivative of the last node by the value of leaf i, by
// differences of fourth order.
func numeric(t *Tape, i int) float64 {
	const h = 1e-3
	was := t.Nodes[i].Value
	at := func(d float64) float64 {
		t.Nodes[i].Value = was + d
		t.Forward()
		return t.Nodes[t.Last()].Value
	}
	d := (8*(at(h)-at(-h)) - (at(2*h) - at(-2*h))) / (12 * h)
	at(0)
	return d
}

// random returns a tape of all operations, some of whose numbers are used
// several times.
func random(seed uint64) *Tape {
	r := rand.New(rand.NewPCG(seed, 3))
	t := &Tape{}
	for range 4 {
		t.Leaf("leaf", r.Float64()*2-1)
	}
	any := func() int { return r.IntN(len(t.Nodes)) }
	positive := func() int { return t.Do("", trace.Sum, t.Do("", trace.Square, any()), t.Leaf("one", 1)) }
	for range 12 {
		switch op := Ops()[r.IntN(len(Ops()))]; op {
		case trace.Sum, trace.Product:
			t.Do("", op, any(), any(), any())
		case trace.Difference:
			t.Do("", op, any(), any())
		case trace.Quotient:
			t.Do("", op, any(), positive())
		case trace.Log:
			t.Do("", op, positive())
		case trace.Affine:
			t.Do("", op, any(), any(), any(), any(), any())
		case trace.Exp, trace.Square: // of something small, as they grow fast
			t.Do("", op, t.Do("", trace.Tanh, any()))
		default:
			t.Do("", op, any())
		}
	}
	var all []int
	for i := range t.Nodes {
		all = append(all, i)
	}
	t.Do("total", trace.Sum, all...)
	t.Do("last", trace.Tanh, t.Do("", trace.Product, t.Last(), t.Leaf("scale", 0.01)))
	return t
}

// corner reports whether a ReLU of t is so near to its corner that a finite
// difference may go over it.
func corner(t *Tape) bool {
	return slices.ContainsFunc(t.Nodes, func(n Node) bool {
		return n.Op == trace.ReLU && math.Abs(t.Nodes[n.Args[0]].Value) < 0.02
	})
}

// Every gradient against finite differences, and as the sum of its paths;
// every number recomputes.
func TestTape(t *testing.T) {
	compared := 0
	for seed := range uint64(40) {
		tape := random(seed)
		tape.Forward()
		tape.Backward()
		if !corner(tape) {
			compared++
		}
		for i, n := range tape.Nodes {
			if n.Op != trace.Given || corner(tape) {
				continue
			}
			if d := numeric(tape, i); math.Abs(d-n.Grad) > 1e-6*max(1e-3, math.Abs(d)) {
				t.Errorf("seed %d, node %d: %v, finite difference %v", seed, i, n.Grad, d)
			}
		}
		for i, n := range tape.Nodes {
			for _, r := range []trace.Ref{ValueRef(i), GradRef(i)} {
				if err := trace.Check(tape, r, 1e-12); err != nil {
					t.Errorf("seed %d: %v", seed, err)
				}
			}
			paths, all := tape.Paths(i)
			var sum float64
			for _, p := range paths {
				sum += p.Slope
			}
			if all && math.Abs(sum-n.Grad) > 1e-12*max(1, math.Abs(n.Grad)) {
				t.Errorf("seed %d, node %d: the paths make %v, not %v", seed, i, sum, n.Grad)
			}
		}
		if !tape.Finite() {
			t.Errorf("seed %d: not finite", seed)
		}
	}
	if compared < 30 {
		t.Errorf("only %d tapes were compared with finite differences", compared)
	}
}

// The example of the package comment, and a number that is used twice.
func TestByHand(t *testing.T) {
	var tape Tape
	x, w := tape.Leaf("x", 3), tape.Leaf("w", 2)
	wx := tape.Do("wx", trace.Product, w, x)
	tape.Do("loss", trace.Product, wx, wx)
	tape.Forward()
	tape.Backward()
	if tape.Nodes[3].Value != 36 || tape.Nodes[w].Grad != 36 || tape.Nodes[x].Grad != 24 || tape.Nodes[wx].Grad != 12 {
		t.Errorf("%+v", tape.Nodes)
	}
	paths, all := tape.Paths(w)
	if len(paths) != 2 || !all || paths[0].Slope != 18 || !slices.Equal(paths[0].Local, []float64{3, 6}) {
		t.Errorf("%+v, %v", paths, all)
	}
	table := trace.Table{}
	r := trace.Ref{Name: "path"}
	table[r] = paths[1].Step(r)
	if err := trace.Check(trace.Sources{table, &tape}, r, 0); err != nil || table[r].Value != 18 {
		t.Errorf("%v: %v", table[r], err)
	}
	if us := tape.Uses(wx); !slices.Equal(us, []Use{{3, 0}, {3, 1}}) {
		t.Errorf("%v", us)
	}
	if p, _ := tape.Paths(3); len(p) != 1 || p[0].Slope != 1 || len(p[0].Uses) != 0 {
		t.Errorf("the last node: %v", p)
	}
}

// The corner of ReLU, a division by 0, nothing at all.
func TestOddTapes(t *testing.T) {
	var tape Tape
	tape.Forward()
	tape.Backward()
	if !tape.Finite() {
		t.Error("nothing is not finite")
	}
	zero := tape.Leaf("zero", 0)
	tape.Do("relu", trace.ReLU, zero)
	tape.Forward()
	tape.Backward()
	if tape.Nodes[zero].Grad != 0 {
		t.Errorf("the slope of the corner is %v", tape.Nodes[zero].Grad)
	}
	if err := trace.Check(&tape, GradRef(zero), 0); err != nil {
		t.Error(err)
	}
	tape.Do("quotient", trace.Quotient, tape.Leaf("one", 1), zero)
	tape.Forward()
	if tape.Finite() {
		t.Error("1/0 is finite")
	}
	for _, r := range []trace.Ref{ValueRef(9), ValueRef(-1), GradRef(9), LocalRef(1, 1), LocalRef(0, 0), {Name: "local gradient1", J: 9}, {Name: "local gradient01"}, {Name: "value", J: 1}, {}} {
		if s, ok := tape.Explain(r); ok {
			t.Errorf("%v is explained: %+v", r, s)
		}
	}
	for _, f := range []func(){func() { tape.Do("", trace.Tan, 0) }, func() { tape.Do("", trace.Sum, 0, 99) }, func() { tape.Do("", trace.Sum, -1) }} {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("a node that cannot be is made")
				}
			}()
			f()
		}()
	}
}

// A tape with more paths than anybody reads.
func TestManyPaths(t *testing.T) {
	var tape Tape
	n := tape.Leaf("x", 1)
	for range 20 {
		n = tape.Do("", trace.Sum, n, n)
	}
	if paths, all := tape.Paths(0); len(paths) != MaxPaths || all {
		t.Errorf("%d paths, all: %v", len(paths), all)
	}
}

// network returns a network with weights that are not 0 by chance.
func network(t testing.TB, hidden, output nn.Activation, sizes ...int) *nn.Network {
	t.Helper()
	r := rand.New(rand.NewPCG(5, 5))
	n, err := nn.New(nn.Shape{Sizes: sizes, Hidden: hidden, Output: output}, r.Float64)
	if err != nil {
		t.Fatal(err)
	}
	for k := range n.Params {
		n.Params[k] += r.Float64() - 0.5
	}
	return n
}

// A network on a tape and the same one in package nn have the same values and
// gradients.
func TestFromNetwork(t *testing.T) {
	for _, a := range []nn.Activation{nn.Linear, nn.ReLU, nn.Sigmoid, nn.Tanh} {
		for _, sizes := range [][]int{{2, 2, 1}, {3, 1}, {2, 4, 3, 2}} {
			n := network(t, a, nn.Sigmoid, sizes...)
			net, err := FromNetwork(n)
			if err != nil {
				t.Fatal(err)
			}
			x, target := []float64{0.3, -0.8, 1.2}[:sizes[0]], []float64{1, -1}[:n.Outputs()]
			net.Show(x, target)
			net.Forward()
			net.Backward()
			p := nn.NewPass(n)
			p.Forward(x)
			p.Backward(nn.SquaredError, target)
			if loss := net.Nodes[net.Loss].Value; math.Abs(loss-p.Value) > 1e-15 || net.Loss != net.Last() {
				t.Errorf("%v %v: loss %v, want %v", a, sizes, loss, p.Value)
			}
			for k, i := range net.Params() {
				if node := net.Nodes[i]; node.Value != n.Params[k] || math.Abs(node.Grad-p.Grad[k]) > 1e-15 {
					t.Errorf("%v %v: %s is %v with the gradient %v, want %v, %v", a, sizes, node.Name, node.Value, node.Grad, n.Params[k], p.Grad[k])
				}
			}
			for l, layer := range net.Layers {
				for i := range layer.A {
					if a, z := net.Nodes[layer.A[i]].Value, net.Nodes[layer.Z[i]].Value; math.Abs(a-p.A[l+1][i]) > 1e-15 || math.Abs(z-p.Z[l+1][i]) > 1e-15 {
						t.Errorf("layer %d, neuron %d: %v, %v", l, i, z, a)
					}
				}
			}
		}
	}
	if _, err := FromNetwork(network(t, nn.GELU, nn.Linear, 2, 2, 1)); err == nil {
		t.Error("a GELU on a tape")
	}
}
