package ssm

// An Attention says how a transformer's attention layers are built.
type Attention struct {
	Layers  int
	KVHeads int // heads that have keys and values of their own
	HeadDim int
}

// Cache returns how many numbers have to be kept to go on after n tokens: a
// key and a value of each.
func (a Attention) Cache(n int) int { return 2 * a.Layers * a.KVHeads * a.HeadDim * n }

// A Mamba says how layers of the kind Mamba are built (arXiv:2312.00752,
// section 3.4): Expand·Width channels of State numbers, with a convolution over
// the last Conv inputs of each channel before them.
type Mamba struct {
	Layers, Width       int
	Expand, State, Conv int
}

// Cache returns how many numbers have to be kept, after however many tokens.
func (m Mamba) Cache() int { return m.Layers * m.Expand * m.Width * (m.State + m.Conv) }

// A Hybrid is layers of both kinds in turn, Period of them at a time, one of
// which is attention: in Jamba 1 of 8 (O. Lieber and others, 2024,
// arXiv:2403.19887).
type Hybrid struct {
	Layers, Period int

	// Their own numbers of layers do not count.
	Attention Attention
	Mamba     Mamba
}

// Counts returns how many layers are of each kind.
func (h Hybrid) Counts() (attention, mamba int) {
	attention = h.Layers / max(1, h.Period)
	return attention, h.Layers - attention
}

// IsAttention reports whether layer l, counted from 0, is attention: the one in
// the middle of its period.
func (h Hybrid) IsAttention(l int) bool {
	period := max(1, h.Period)
	return l%period == period/2 && l/period < h.Layers/period
}

// Cache returns how many numbers have to be kept to go on after n tokens.
func (h Hybrid) Cache(n int) int {
	a, m := h.Attention, h.Mamba
	a.Layers, m.Layers = h.Counts()
	return a.Cache(n) + m.Cache()
}
