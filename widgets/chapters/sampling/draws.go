package sampling

import (
	"fmt"
	"math/rand/v2"
	"strconv"

	"zerotoai/engine/gpt"
	"zerotoai/engine/sample"
	"zerotoai/widgets/button"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/table"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A draws is the second figure: tokens drawn of what the first one keeps, and
// a text that grows by them.
type draws struct {
	ui.Stack
	*prompt
	seed, n int // n draws from this seed
	counts  map[int]int
	last    int // token that was drawn last
	of      sample.Settings
	read    string   // the text that the counts are of
	run     *gpt.Run // and its run; nil: they are still to be made

	once, many, grow, reset, again button.Button
	status                         label.Label
	table                          table.Table
}

var (
	_ model.Reader = (*draws)(nil)
	_ ui.Stateful  = (*draws)(nil)
	_ ui.Sharing   = (*draws)(nil)
)

const (
	drawsID  = "sampling.draws"
	thousand = 1000
	mostN    = 10_000 // draws that are counted together
)

func newDraws(p *prompt) *draws {
	f := &draws{Stack: ui.Stack{ID: drawsID, Name: "Draws, counted"}, prompt: p, seed: 1}
	f.once = button.Button{ID: drawsID + ".once", Name: "Draw once", Primary: true, Do: func() { f.draw(f.n + 1) }}
	f.many = button.Button{ID: drawsID + ".many", Name: "Draw a thousand", Do: func() { f.draw(f.n + thousand) }}
	f.grow = button.Button{ID: drawsID + ".grow", Name: "Add the drawn token", Do: f.append}
	f.reset = button.Button{ID: drawsID + ".reset", Name: "Reset", Do: func() { f.seed = 1; f.draw(0) }}
	f.again = button.Button{ID: drawsID + ".again", Name: "Another seed", Do: func() { f.seed = f.seed%mostSeed + 1; f.draw(0) }}
	f.status = label.Label{ID: drawsID + ".status", Name: "Drawn", Font: theme.Small, Color: label.Ink, Live: true, Words: f.says}
	f.table = table.Table{
		ID: drawsID + ".counts", Name: "Counts beside theory", Rows: f.cells, Empty: "Nothing can be drawn yet.",
		Heads: []string{"token", "drawn", "expected"},
	}
	return f
}

// Read implements model.Reader.
func (f *draws) Read(m *model.Model) {
	f.open(m)
	f.draw(f.n)
}

// draw makes the first n draws of the seed.
func (f *draws) draw(n int) {
	f.n, f.counts, f.of, f.read, f.run = min(n, mostN), map[int]int{}, f.settings(), f.Written, f.Run
	if !f.set {
		return
	}
	r := rand.New(rand.NewPCG(uint64(f.seed), 0))
	for range f.n {
		f.last = f.next.Draw(r.Float64())
		f.counts[f.last]++
	}
}

// append writes the token that was drawn last at the end of the text.
func (f *draws) append() {
	f.seed = f.seed%mostSeed + 1
	f.write(f.Written + f.Model.Tokenizer.Piece(f.last))
	f.draw(1)
}

// ended reports whether the token that was drawn last ends the text. Written
// as text it would be read as signs, and not as the end.
func (f *draws) ended() bool { return f.n > 0 && f.Model.Tokenizer.IsSpecial(f.last) }

// says tells what was drawn.
func (f *draws) says() string {
	switch {
	case !f.set:
		return "Nothing can be drawn yet."
	case f.n == 0:
		return fmt.Sprintf("Press “Draw once”. Seed %d.", f.seed)
	case f.n == 1 && f.ended():
		return fmt.Sprintf("Drawn: the end of the text. Seed %d. The text: %s", f.seed, f.Written)
	case f.n == 1:
		return fmt.Sprintf("Drawn: %s. Seed %d. The text: %s", f.word(f.last), f.seed, f.Written)
	}
	return fmt.Sprintf("%d draws of seed %d. The last one: %s.", f.n, f.seed, f.word(f.last))
}

// cells are the kept tokens, at most as many as have a bar.
func (f *draws) cells() (rows [][]table.Cell) {
	for _, r := range f.rows(shown) {
		if r.Q > 0 {
			rows = append(rows, []table.Cell{
				{Text: f.word(r.ID)}, {Text: strconv.Itoa(f.counts[r.ID])}, {Text: label.Fixed(r.Q*float64(f.n), 1)},
			})
		}
	}
	return rows
}

// Layout implements ui.Widget. Draws of other settings or another text are not
// those that are expected now. A run may have been done by another figure.
func (f *draws) Layout(c *ui.Context, room paint.Point) paint.Point {
	switch {
	case f.of != f.settings() || f.read != f.Written:
		f.draw(0)
	case f.run != f.Run:
		f.draw(f.n)
	}
	f.grow.Disabled = !f.set || f.n == 0 || f.ended()
	f.once.Disabled, f.many.Disabled = !f.set || f.n == mostN, !f.set || f.n == mostN
	f.Begin(c, room)
	f.Row(&f.once, &f.many, &f.grow, &f.reset, &f.again)
	f.Add(&f.status, &f.table)
	return f.End()
}

// Handle implements ui.Widget.
func (f *draws) Handle(e ui.Event) bool {
	if _, ok := e.(ui.Tick); ok && f.work() {
		return true
	}
	return f.Stack.Handle(e)
}

// State implements ui.Stateful. The prompt is told by the first figure.
func (f *draws) State() []ui.Param {
	return []ui.Param{ui.Int("seed", &f.seed, 1, mostSeed), ui.Int("draws", &f.n, 0, mostN)}
}

// Restored implements ui.Stateful.
func (f *draws) Restored() {
	f.begin()
	f.draw(f.n)
}

// Shared implements ui.Sharing.
func (f *draws) Shared() any { return f.prompt }
