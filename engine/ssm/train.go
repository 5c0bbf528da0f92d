package ssm

import "math"

// Step learns from a batch of random texts, and reports whether it did.
func (m *Model) Step() bool {
	if m.Diverged {
		return false
	}
	clear(m.grad)
	m.Loss = 0
	n := float64(m.Batch * m.Length)
	for range m.Batch {
		text := Text(m.Length, m.random)
		m.Loss += m.gather(text, Last(text)) / n
	}
	for k := range m.grad {
		m.grad[k] /= n
	}
	if math.IsNaN(m.Loss-m.Loss) || !m.optimizer.Step(m.Settings, m.Params, m.grad) {
		m.Diverged = true
		return false
	}
	m.Steps++
	return true
}

// gather adds the gradients of the loss of a text, and returns it: the sum of
// −ln p of the right answers. It is backpropagation through time: what a state
// is to blame for comes from its own answer and from the states after it.
func (m *Model) gather(text, answers []int) (loss float64) {
	r := m.Read(text)
	dz, du, dw, db := m.parts(m.grad)
	dh := make([]float64, m.Channels)
	for t := len(text) - 1; t >= 0; t-- {
		loss -= m.logP(r.State[t], answers[t])
		m.backAnswer(r, t, answers[t], dh, dw, db)
		word := text[t]
		for d := range dh {
			g := m.Gate(word, d)
			du[word][d] += dh[d] * g
			dz[m.gate(word, d)] += dh[d] * (m.u[word][d] - r.before(t, d)) * g * (1 - g)
			dh[d] *= 1 - g
		}
	}
	return loss
}

// logP returns ln p of an answer.
func (m *Model) logP(h []float64, answer int) float64 {
	y := m.logits(h)
	top := math.Inf(-1)
	for _, v := range y {
		top = max(top, v)
	}
	var sum float64
	for _, v := range y {
		sum += math.Exp(v - top)
	}
	return y[answer] - top - math.Log(sum)
}

// backAnswer takes the gradient of the answer after word t to dw, db and the
// state's dh.
func (m *Model) backAnswer(r *Reading, t, answer int, dh []float64, dw [][]float64, db []float64) {
	for c, p := range r.P[t] {
		dy := p
		if c == answer {
			dy--
		}
		db[c] += dy
		for d, h := range r.State[t] {
			dw[c][d] += dy * h
			dh[d] += dy * m.w[c][d]
		}
	}
}
