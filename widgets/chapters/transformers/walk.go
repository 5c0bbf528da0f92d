package transformers

import (
	"fmt"
	"strconv"
	"time"

	"zerotoai/engine/trace"
	"zerotoai/widgets/button"
	"zerotoai/widgets/card"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/field"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/vector"
)

// A station is a place on a token's way through the model, or a part of it.
type station struct {
	name  string
	says  func() string // what happens here
	shows []ui.Widget   // the numbers
}

// A walk leads the followed token of a passage from station to station.
type walk struct {
	*passage
	id       string
	stations []station
	at       int

	field   field.Field
	note    label.Label
	buttons runner.Runner
	path    []button.Button
	status  label.Label
	strip   tokens.Strip
	card    card.Card
	layer   choice.Choice
	layerIs string
}

const walkBeat = 2500 * time.Millisecond // long enough to read what a station says

func newWalk(p *passage, id string) *walk {
	w := &walk{passage: p, id: id}
	w.card = card.Card{ID: id + ".card", Source: p, Names: p.name, Origin: p.origin}
	w.status = label.Label{ID: id + ".status", Name: "Station", Font: theme.Small, Color: label.Ink, Live: true, Words: w.words}
	w.strip = tokens.Strip{ID: id + ".tokens", Name: "The text in tokens", Chosen: &p.token}
	w.field = field.Field{ID: id + ".text", Placeholder: "Type a sentence", Changed: p.write}
	w.note = label.Label{ID: id + ".about", Name: "About the text", Font: theme.Small, Live: true, Words: p.about}
	w.layer = choice.Choice{ID: id + ".layer", Value: &w.layerIs, Changed: func() { p.layer = chosen(w.layerIs) }}
	return w
}

// chosen is the place of an option of wording.Ordinals.
func chosen(ordinal string) int {
	n, _ := strconv.Atoi(ordinal)
	return max(n-1, 0)
}

// along gives a walk its stations, and says what its buttons do.
func (w *walk) along(stations []station, step func() bool, back, reset func(), atStart func() bool) {
	w.stations = stations
	w.buttons = runner.Runner{
		ID: w.id, Names: runner.Names{Undo: "Back"}, Beat: walkBeat,
		Step: step, Undo: back, AtStart: atStart, Reset: reset,
	}
	for i, s := range stations {
		w.path = append(w.path, button.Button{ID: fmt.Sprintf("%s.station%d", w.id, i), Name: s.name, Do: func() {
			w.buttons.Pause()
			w.at = i
		}})
	}
}

// ways are the buttons that lead to the stations.
func (w *walk) ways() (ws []ui.Widget) {
	for i := range w.path {
		w.path[i].Primary = i == w.at
		ws = append(ws, &w.path[i])
	}
	return ws
}

func (w *walk) words() string {
	if w.Run == nil {
		return w.about()
	}
	return w.stations[w.at].says()
}

// vector is the picture of a vector of the followed token.
func (w *walk) vector(id, name string, size func() int, ref func(t, c int) trace.Ref) *vector.Vector {
	return &vector.Vector{
		ID: w.id + "." + id, Name: name, Size: size, Value: w.value, Open: w.card.Show,
		Ref: func(c int) trace.Ref { return ref(w.token, c) }, Of: func() any { return w.Run }, Chosen: &w.number,
	}
}

// tidy closes the card if its number is there no more.
func (w *walk) tidy() {
	if _, ok := w.Explain(w.card.Open); !ok {
		w.card.Close()
	}
}

// width is how many numbers the residual stream has, headWidth a query.
func (w *walk) width() int     { return w.Model.Weights.Config.Width }
func (w *walk) headWidth() int { return w.Model.Weights.Config.HeadWidth() }

// Read implements part of model.Reader.
func (w *walk) Read(m *model.Model) { w.open(m) }

// placeText places what is read.
func (w *walk) placeText(s *ui.Stack) {
	w.field.Text = w.Written
	s.Add(&w.field)
	if w.about() != "" {
		s.Add(&w.note)
	}
}

// placeStation places what the present station says and shows, if there is
// something to show.
func (w *walk) placeStation(s *ui.Stack) {
	if w.Run != nil {
		s.Add(&w.status)
		s.Row(w.stations[w.at].shows...) // what is as wide as the room has a row of its own
	}
}

// followed names the followed token.
func (w *walk) followed() string { return w.Word(w.token) }

// Restored implements part of ui.Stateful.
func (w *walk) Restored() { w.begin() }

// Shared implements ui.Sharing.
func (w *walk) Shared() any { return w.passage }
