package corpus

// A Document is a text, how it was chosen, and what it asks.
type Document struct {
	Text      string
	Kind      string  // the first rule of the text: "seat", "gift" …
	Prob      float64 // of the choices that were made
	Questions []Question
}

// A Question is a place of a document at which somebody who has understood the
// text so far knows how it goes on. Places are byte offsets; a word's is that
// of the space before it.
type Question struct {
	Kind     string // the rule that asks
	At, End  int    // Text[At:End] is the answer
	Referent int    // where what is asked for was mentioned last, or -1
}

// Write writes a document. It calls draw, for numbers that are evenly spread
// over [0, 1), once a choice.
func (s *Source) Write(draw func() float64) Document {
	w := writer{state: s.state()}
	for w.step(s.split, draw) {
	}
	w.doc.Text, w.doc.Prob = string(w.text), w.path.prob()
	return w.doc
}

// A writer writes one document.
type writer struct {
	state
	text []byte
	doc  Document
	open []int // indices of questions whose answers have not ended
}

// step deals with one item and reports whether there was one.
func (w *writer) step(split Split, rnd func() float64) bool {
	switch it := w.pop().(type) {
	case nil:
		return false
	case word:
		w.text = append(w.text, w.emit(it)...)
	case mention:
		w.say(it)
	case ask:
		w.ask(it)
	case told:
		q := w.open[len(w.open)-1]
		w.open = w.open[:len(w.open)-1]
		w.doc.Questions[q].End = w.at
	case call, draw:
		opts, total := w.options(it, split)
		w.take(it, pick(opts, rnd()*total), total)
		if c, ok := it.(call); ok && w.path.parent != nil && w.doc.Kind == "" {
			w.doc.Kind = c.rule.name
		}
	}
	return true
}

// ask notes a question; the answer begins here.
func (w *writer) ask(a ask) {
	q := Question{Kind: a.kind, At: w.at, Referent: -1}
	if b := w.find(a.of); b != nil {
		q.Referent = b.at
	}
	w.open = append(w.open, len(w.doc.Questions))
	w.doc.Questions = append(w.doc.Questions, q)
}

// pick returns the option at u of the sum of the weights.
func pick(opts []option, u float64) option {
	for _, o := range opts {
		if u -= o.weight; u < 0 {
			return o
		}
	}
	return opts[len(opts)-1] // u was rounded up
}
