package scale

import "zerotoai/engine/trace"

// A Count is the parameters of a model. It is a trace.Source of them.
type Count struct {
	Config  Config
	Total   float64      // all parameters
	Active  float64      // those that have to do with one token
	Vectors float64      // those that are in no matrix: biases, and the numbers of norms
	Terms   []trace.Term // what adds up to Total, in the order of a token's way

	table trace.Table
}

// The names of the counted parameters.
var (
	TotalRef     = ref("all parameters")
	ActiveRef    = ref("active parameters")
	TokensRef    = ref("token embedding")
	PositionsRef = ref("position embedding")
	QueriesRef   = ref("queries and outputs")
	KeysRef      = ref("keys and values")
	BiasesRef    = ref("attention biases")
	RoutersRef   = ref("routers")
	ForwardRef   = ref("feed-forward parts")
	NormsRef     = ref("norms")
	LastNormRef  = ref("last norm")
	OutputRef    = ref("output matrix")
	VectorsRef   = ref("numbers in vectors")
)

// ofLayer follows the name of a part in that of the same part of one layer.
const ofLayer = " of a layer"

func ref(name string) trace.Ref { return trace.Ref{Name: name} }

// New counts the parameters of a blueprint. The error is a *Fault that says
// what cannot be.
func New(c Config) (*Count, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	n := &Count{Config: c, table: trace.Table{}}
	n.embeddings()
	n.attention()
	active := n.forward()
	n.norms()
	n.Total = n.table.Do(TotalRef, trace.Sum, n.Terms...).Value
	n.Active = n.table.Do(ActiveRef, trace.Sum, n.with(active)...).Value
	n.Vectors = n.table.Do(VectorsRef, trace.Sum, n.vectors()...).Value
	return n, nil
}

// Explain implements trace.Source.
func (n *Count) Explain(r trace.Ref) (trace.Step, bool) { return n.table.Explain(r) }

// with returns the terms with the feed-forward parts replaced.
func (n *Count) with(forward trace.Term) []trace.Term {
	terms := append([]trace.Term(nil), n.Terms...)
	for i, t := range terms {
		if t.Ref == ForwardRef {
			terms[i] = forward
		}
	}
	return terms
}

// once works out a part that a model has once.
func (n *Count) once(r trace.Ref, args ...trace.Term) {
	n.Terms = append(n.Terms, n.table.Do(r, trace.Product, args...))
}

// each works out a part that every layer has.
func (n *Count) each(r trace.Ref, op trace.Op, args ...trace.Term) {
	n.Terms = append(n.Terms, n.times(r, n.table.Do(ref(r.Name+ofLayer), op, args...)))
}

// times multiplies what a layer has.
func (n *Count) times(r trace.Ref, layer trace.Term) trace.Term {
	return n.table.Do(r, trace.Product, n.given("layers", n.Config.Layers), layer)
}

// given is a number of the blueprint, or of the rule.
func (n *Count) given(name string, v int) trace.Term { return n.table.Given(ref(name), float64(v)) }

func (n *Count) width() trace.Term    { return n.given("width", n.Config.Width) }
func (n *Count) matrices() trace.Term { return n.given("matrices", 2) }
func (n *Count) gpt() bool            { return n.Config.Family == GPT2 }

func (n *Count) embeddings() {
	n.once(TokensRef, n.given("vocabulary", n.Config.Vocabulary), n.width())
	if n.gpt() {
		n.once(PositionsRef, n.given("positions", n.Config.Positions), n.width())
	}
}

func (n *Count) attention() {
	head := n.table.Do(ref("numbers of a head"), trace.Quotient, n.width(), n.given("heads", n.Config.Heads))
	key := n.table.Do(ref("numbers of a token’s keys"), trace.Product, n.given("key-value heads", n.Config.KVHeads), head)
	n.each(QueriesRef, trace.Product, n.matrices(), n.width(), n.width())
	n.each(KeysRef, trace.Product, n.matrices(), n.width(), key)
	if n.gpt() {
		n.each(BiasesRef, trace.Dot, n.matrices(), n.width(), n.matrices(), key)
	}
}

// forward counts the feed-forward parts, and returns what is active of them.
func (n *Count) forward() (active trace.Term) {
	c := n.Config
	if c.Experts == 1 {
		n.each(ForwardRef, trace.Sum, n.expert())
		return n.Terms[len(n.Terms)-1]
	}
	experts := n.given("experts", c.Experts)
	n.each(RoutersRef, trace.Product, n.width(), experts)
	n.each(ForwardRef, trace.Product, experts, n.expert())
	few := n.table.Do(ref("active experts"+ofLayer), trace.Product, n.given("active experts", c.Active), n.expert())
	return n.times(ref("active feed-forward parts"), few)
}

// expert counts one feed-forward part: two matrices and their biases, or three
// matrices.
func (n *Count) expert() trace.Term {
	hidden := n.given("hidden width", n.Config.Hidden)
	if !n.gpt() {
		return n.table.Do(ref("a feed-forward part"), trace.Product, n.given("matrices with a gate", 3), n.width(), hidden)
	}
	weights := n.table.Do(ref("feed-forward weights"), trace.Product, n.matrices(), n.width(), hidden)
	return n.table.Do(ref("a feed-forward part"), trace.Sum, weights, hidden, n.width())
}

// norms counts the norms, and the output matrix after the last of them. A layer
// norm has a factor and a shift for each number, an RMS norm a factor.
func (n *Count) norms() {
	rows := n.given("numbers of a norm", 1)
	if n.gpt() {
		rows = n.given("numbers of a norm", 2)
	}
	n.each(NormsRef, trace.Product, n.given("norms in a layer", 2), rows, n.width())
	n.once(LastNormRef, rows, n.width())
	if !n.gpt() {
		n.once(OutputRef, n.width(), n.given("vocabulary", n.Config.Vocabulary))
	}
}

// vectors are the parts that are no matrices. The biases of feed-forward parts
// are a part of theirs.
func (n *Count) vectors() (terms []trace.Term) {
	for _, t := range n.Terms {
		if t.Ref == BiasesRef || t.Ref == NormsRef || t.Ref == LastNormRef {
			terms = append(terms, t)
		}
	}
	if n.gpt() {
		biases := n.table.Do(ref("biases of a feed-forward part"), trace.Sum, n.given("hidden width", n.Config.Hidden), n.width())
		ofAll := n.table.Do(ref("feed-forward biases"+ofLayer), trace.Product, n.given("experts", n.Config.Experts), biases)
		terms = append(terms, n.times(ref("feed-forward biases"), ofAll))
	}
	return terms
}
