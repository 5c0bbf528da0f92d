package nn

// A Score is how well a network does on examples.
type Score struct {
	Count          int     // examples; the rest is 0 if there are none
	Loss, Accuracy float64 // means; an accuracy of 1 is all right
}

// Score measures the network as it is.
func (t *Trainer) Score(examples []Example) (s Score) {
	right := 0
	for _, e := range examples {
		t.pass.Forward(e.In)
		t.pass.judge(t.Loss, t.Net.target(t.target, t.Loss, e.Class))
		s.Loss += t.pass.Value
		if t.Net.Class(t.Loss, t.pass.Outputs()) == e.Class {
			right++
		}
	}
	if s.Count = len(examples); s.Count > 0 {
		s.Loss /= float64(s.Count)
		s.Accuracy = float64(right) / float64(s.Count)
	}
	return s
}

// Target returns what the outputs should be for a class. A single output
// should be 1 for class 1, and for class 0 the other end: 0, or −1 where the
// loss is SquaredError and the output reaches that far. Of several outputs that
// of the class should be 1, the others 0.
func (n *Network) Target(l Loss, class int) []float64 {
	return n.target(make([]float64, n.Outputs()), l, class)
}

func (n *Network) target(t []float64, l Loss, class int) []float64 {
	if len(t) > 1 {
		clear(t)
		if within(class, len(t)) {
			t[class] = 1
		}
		return t
	}
	t[0] = 1
	if class == 0 {
		t[0], _ = n.ends(l)
	}
	return t
}

// ends returns the target of class 0 for a single output, and the output in
// the middle between the classes.
func (n *Network) ends(l Loss) (zero, middle float64) {
	if l == CrossEntropy {
		return 0, 0 // the output is a logit: 0 is even odds
	}
	if low, _ := n.last().Activation.Range(); low > -1 {
		return 0, 0.5
	}
	return -1, 0
}

// Class returns the class that outputs speak for: the greatest one's, or of a
// single output the nearer one's.
func (n *Network) Class(l Loss, outputs []float64) int {
	if len(outputs) == 1 {
		if _, middle := n.ends(l); outputs[0] > middle {
			return 1
		}
		return 0
	}
	best := 0
	for i, v := range outputs {
		if v > outputs[best] {
			best = i
		}
	}
	return best
}
