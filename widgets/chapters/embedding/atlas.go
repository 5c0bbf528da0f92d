package embedding

import (
	"fmt"
	"slices"

	"zerotoai/engine/trace"
	"zerotoai/engine/vectors"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/card"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/field"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
)

// An atlas is a map of the vocabulary, seen along two of its principal
// components, and the neighbours of one token.
type atlas struct {
	ui.Stack
	*reading
	vocabulary
	sight  string // which two directions the map shows
	pca    *vectors.PCA
	done   bool
	place  float64 // of the word among those of the map, counted from 1
	over   int     // the word under the pointer, or none
	points map[int]paint.Point
	close  []vectors.Neighbour // of the chosen token
	drawn  version             // that points and close are of

	tags, heldTags []tag
	tagged         version // that tags are of, but for the word
	tagArea        paint.Rect

	find      field.Field
	sights    choice.Choice
	plane     plot.Plane
	slider    slider.Slider
	about     label.Label
	positions [2]readout.Readout
	near      bars.Bars
	card      card.Card
}

var (
	_ ui.Stateful  = (*atlas)(nil)
	_ ui.Sharing   = (*atlas)(nil)
	_ model.Reader = (*atlas)(nil)
)

const (
	atlasID    = "tokens.map"
	directions = 3 // that are looked for
	neighbours = 8
)

// sights are what the map can show.
var sights = []string{"1 and 2", "2 and 3", "1 and 3"}

func newAtlas(r *reading) *atlas {
	a := &atlas{Stack: ui.Stack{ID: atlasID, Name: "A map of the vocabulary"}, reading: r, sight: sights[0], over: none}
	a.find = field.Field{ID: atlasID + ".find", Name: "Find a word", Placeholder: "rabbit", Changed: a.search}
	a.sights = choice.Choice{ID: atlasID + ".directions", Name: "Directions", Options: sights, Value: &a.sight}
	a.plane = plot.Plane{
		ID: atlasID + ".plane", Name: "Words as points", Value: a.says, Axes: a.axes, Shape: 0.8, Tall: 520,
		Back: a.drawBack, Front: a.drawFront, Pointed: a.pointed,
		Version: func() any { return a.version() },
	}
	a.about = label.Label{ID: atlasID + ".about", Name: "Word", Font: theme.Small, Color: label.Ink, Live: true, Words: a.status}
	a.card = card.Card{ID: atlasID + ".card", Names: r.name, Origin: r.origin}
	a.near = bars.Bars{
		ID: atlasID + ".near", Name: "Cosine", Rows: a.neighbours, Open: a.card.Show,
		Format: func(v float64) string { return label.Fixed(v, 3) },
	}
	for i := range a.positions {
		a.positions[i] = readout.Readout{
			ID: fmt.Sprintf("%s.at%d", atlasID, i), Name: "Direction", Room: 8,
			Value:    func() string { return a.coordinate(i) },
			Explains: func() trace.Ref { return vectors.CoordinateRef(a.pair()[i], max(a.word, 0)) }, Open: a.card.Show,
		}
	}
	return a
}

// A version is what the map is made of.
type version struct {
	model *model.Model
	sight string
	word  int
	done  bool
}

func (a *atlas) version() version { return version{a.model, a.sight, a.word, a.done} }

// Read implements model.Reader.
func (a *atlas) Read(m *model.Model) {
	a.read(m)
	a.vocabulary = newVocabulary(m)
	if len(a.vocabulary.words) < directions { // of some other language: all that there is
		a.vocabulary.words = a.used
	}
	a.pca, a.done = vectors.NewPCA(m.Weights.Tokens, tableName, a.vocabulary.words, min(directions, m.Weights.Config.Width)), false
	a.work(a.rounds(atFirst))
	a.slider = slider.Slider{
		ID: atlasID + ".word", Name: "Word on the map", Min: 1, Max: max(2, float64(len(a.vocabulary.words))), Step: 1, Value: &a.place,
		Format: func(v float64) string { return a.wordAt(v) }, Changed: a.slide,
	}
	a.card.Close()
	a.card.Source = trace.Sources{a.pca, vectors.Angles{Rows: m.Weights.Tokens, Name: tableName}}
}

// slide chooses the word at the place that the slider has been moved to.
func (a *atlas) slide() {
	if i := int(a.place) - 1; 0 <= i && i < len(a.vocabulary.words) {
		a.choose(a.vocabulary.words[i])
	}
}

// wordAt is the word at a place of the slider.
func (a *atlas) wordAt(place float64) string {
	i := int(place) - 1
	if i < 0 || i >= len(a.vocabulary.words) {
		return "not on the map"
	}
	return tokens.Name(a.piece(a.vocabulary.words[i]))
}

// pair is the two components that are shown.
func (a *atlas) pair() [2]int {
	return [...][2]int{{0, 1}, {1, 2}, {0, 2}}[slices.Index(sights, a.sight)]
}

// Multiplications that are some milliseconds of work in a browser: when the
// model comes, and in each frame after that. The guide's own model is done at
// once.
const (
	atFirst  = 8_000_000
	perFrame = 4_000_000
)

// rounds is how many rounds of the search so many multiplications are.
func (a *atlas) rounds(multiplications int) int {
	d := a.model.Weights.Config.Width
	return max(1, multiplications/(d*d))
}

// work goes on with the search for the directions.
func (a *atlas) work(rounds int) {
	for ; rounds != 0 && !a.done; rounds-- {
		a.done = !a.pca.Next()
	}
}

// Handle implements ui.Widget: as time goes by, the map is worked out.
func (a *atlas) Handle(e ui.Event) bool {
	if _, ok := e.(ui.Tick); ok && !a.done {
		a.work(a.rounds(perFrame))
		return true
	}
	return a.Stack.Handle(e)
}

// choose makes the map and the bars be about a token.
func (a *atlas) choose(id int) {
	a.word, a.find.Text = id, ""
	if a.card.Open != (trace.Ref{}) {
		a.card.Close()
	}
}

// search takes what the reader looks for: a word, or any other token.
func (a *atlas) search(text string) {
	a.find.Error = ""
	if text == "" {
		return
	}
	for _, t := range []string{" " + text, text} {
		if ids := a.model.Tokenizer.Encode(t); len(ids) == 1 {
			a.choose(ids[0])
			a.find.Text = text
			return
		}
	}
	a.find.Error = fmt.Sprintf("No token is just this: it is cut into %d.", len(a.model.Tokenizer.Encode(" "+text)))
}

// at is where a word lies on the map.
func (a *atlas) at(id int) paint.Point { return a.points[id] }

// prepare works out what is drawn, if that has changed.
func (a *atlas) prepare() {
	was, now := a.drawn, a.version()
	a.drawn = now
	if was.word != now.word || was.model != now.model {
		a.close = nil
		if a.word != none {
			a.close = vectors.Nearest(a.model.Weights.Tokens, a.word, neighbours, a.used)
		}
	}
	if was.word = now.word; was == now {
		return
	}
	pair := a.pair()
	a.points = make(map[int]paint.Point, len(a.vocabulary.words))
	for _, id := range a.vocabulary.words {
		a.points[id] = paint.Pt(a.pca.Coordinate(pair[0], id), a.pca.Coordinate(pair[1], id))
	}
}

func (a *atlas) coordinate(i int) string {
	if !a.done || a.word == none {
		return "not yet"
	}
	return label.Fixed(a.pca.Coordinate(a.pair()[i], a.word), 3)
}

// neighbours are the tokens that are most like the chosen one.
func (a *atlas) neighbours() (rows []bars.Row) {
	for _, n := range a.close {
		rows = append(rows, bars.Row{Name: tokens.Name(a.piece(n.Row)), Value: n.Cosine, Full: 1, Explains: vectors.CosineRef(a.word, n.Row)})
	}
	return rows
}

// status says what is chosen, and how much of the truth the map shows.
func (a *atlas) status() string {
	if a.word == none {
		return "No token is chosen: type into “Find a word”, or press a point."
	}
	name := tokens.Name(a.piece(a.word))
	switch {
	case unused(a.model, a.word):
		return name + " was in no text of the training. It stands where all such tokens stand, and what is near it means nothing."
	case !a.done:
		return name + " is chosen. The map is being worked out."
	}
	pair := a.pair()
	part := (a.pca.Variance[pair[0]] + a.pca.Variance[pair[1]]) / a.pca.Total
	s := fmt.Sprintf("%s and its nearest neighbours. The map shows %d words along two directions, which hold %s %% of what they differ by.",
		name, len(a.vocabulary.words), label.Fixed(100*part, 1))
	if !slices.Contains(a.vocabulary.words, a.word) {
		s = name + " is no word, so it is not on the map; below are its nearest neighbours."
	}
	return s
}

// says describes the map.
func (a *atlas) says() string {
	if !a.done {
		return "not computed yet"
	}
	return fmt.Sprintf("%d words; %s is marked", len(a.vocabulary.words), a.wordAt(a.place))
}

// Layout implements ui.Widget.
func (a *atlas) Layout(c *ui.Context, room paint.Point) paint.Point {
	if c.Jobs == nil { // a picture, for which no time goes by
		a.work(-1)
	}
	a.prepare()
	a.place = float64(slices.Index(a.vocabulary.words, a.word) + 1)
	if a.slider.Min = 1; a.place == 0 {
		a.slider.Min = 0
	}
	for i, k := range a.pair() {
		a.positions[i].Name = fmt.Sprintf("Direction %d", k+1)
	}
	a.Begin(c, room)
	a.Add(&a.find)
	a.Row(&a.sights)
	a.Add(&a.plane, &a.slider, &a.about)
	a.Row(&a.positions[0], &a.positions[1])
	a.Add(&a.near, &a.card)
	return a.End()
}

// Shared implements ui.Sharing.
func (a *atlas) Shared() any { return a.reading }
