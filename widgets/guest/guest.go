// Package guest lets the reader bring a model of their own: the figures that
// read a model then read it, in the place of the guide's. Its files are chosen
// or let fall on the figure, and never leave the reader's machine.
package guest

import (
	"fmt"
	"slices"
	"weak"

	"zerotoai/engine/checkpoint"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/button"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/table"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Guest is the figure that asks for a model's files, all at once or one after
// another, and reads them when they are all there. Files that are chosen after
// that are of another model: the newer one wins.
type Guest struct {
	ui.Stack
	Shelf *model.Shelf

	files   map[string]ui.File // by checkpoint's names
	used    bool               // they have been read, or that was tried: others are of another model
	open    bool               // the guest on the shelf is of them
	said    string             // what came of what the reader did last
	reading *reading           // under way, or nil
	busy    bool               // a part of a reading is being done, maybe of one before

	choose, without, cancel, back button.Button
	status                        label.Label
	table                         table.Table
	progress                      bars.Bars
}

var _ ui.Widget = (*Guest)(nil)

// New returns the figure for a shelf.
func New(id string, s *model.Shelf) *Guest {
	g := &Guest{Stack: ui.Stack{ID: id, Name: "Bring your own model"}, Shelf: s, files: map[string]ui.File{}}
	g.choose = button.Button{ID: id + ".files", Name: "Choose files", Primary: true, Files: true}
	g.without = button.Button{ID: id + ".without", Name: "Read without config.json", Do: g.begin}
	g.cancel = button.Button{ID: id + ".cancel", Name: "Cancel", Do: func() { g.stop("Cancelled. ") }}
	g.back = button.Button{ID: id + ".back", Name: "Back to the guide’s model", Do: g.leave}
	g.status = label.Label{ID: id + ".status", Name: "Your model", Font: theme.Small, Color: label.Ink, Live: true, Words: g.words}
	g.table = table.Table{ID: id + ".table", Name: "Its files", Heads: []string{"file", "yours"}, Rows: g.rows}
	g.progress = bars.Bars{ID: id + ".progress", Name: "Read", Rows: g.readSoFar}
	return g
}

// leave goes back to the guide's model.
func (g *Guest) leave() {
	if g.reading != nil {
		g.stop("")
	}
	g.forget()
	g.Shelf.Invite(nil)
}

// forget lets go of the files.
func (g *Guest) forget() { g.files, g.used, g.open, g.said = map[string]ui.File{}, false, false, "" }

// left reports whether the guest has been sent away by another figure.
func (g *Guest) left() bool { return g.open && g.Shelf.Guest() == nil }

// take takes what the reader has chosen.
func (g *Guest) take(e ui.Files) {
	if e.Err != nil {
		g.said = sentence(e.Err.Error()) + " "
		return
	}
	found, said := sort(e.Files)
	g.said = said
	if len(found) == 0 {
		return
	}
	if g.reading != nil {
		g.stop("What was being read is let go: you have chosen other files. " + said)
	}
	if g.used {
		g.files, g.used, g.open = map[string]ui.File{}, false, false
	}
	for part, f := range found {
		g.files[part] = f
	}
	if _, ok := g.files[checkpoint.ConfigFile]; ok && len(g.missing()) == 0 {
		g.begin()
	}
}

// sort finds which part of a model each file is, and says what is wrong with
// the others.
func sort(files []ui.File) (found map[string]ui.File, said string) {
	found, twice := map[string]ui.File{}, map[string]bool{}
	var wrong []string
	for _, f := range files {
		part, why := partOf(f)
		if why == "" {
			why = unlike(f)
		}
		if why != "" {
			wrong = append(wrong, why)
			continue
		}
		_, there := found[part]
		twice[part] = twice[part] || there
		found[part] = f
	}
	for _, part := range order {
		if twice[part] {
			delete(found, part)
			wrong = append(wrong, "There is more than one file that could be "+part+". Choose one of them.")
		}
	}
	return found, listed(wrong)
}

// mostListed is how many faults of files are said.
const mostListed = 4

// listed says faults, each a sentence.
func listed(wrong []string) (said string) {
	if n := len(wrong) - mostListed; n > 0 {
		wrong = append(slices.Clip(wrong[:mostListed]), fmt.Sprintf("And so on: %d more.", n))
	}
	for _, why := range wrong {
		said += why + " "
	}
	return said
}

// order is the parts of a model, as they are listed.
var order = []string{checkpoint.ModelFile, checkpoint.TokenizerFile, checkpoint.VocabFile, checkpoint.MergesFile, checkpoint.ConfigFile}

// missing lists the files without which there is no model.
func (g *Guest) missing() (names []string) {
	need := []string{checkpoint.ModelFile, checkpoint.TokenizerFile}
	if _, whole := g.files[checkpoint.TokenizerFile]; !whole && g.inTwo() {
		need = []string{checkpoint.ModelFile, checkpoint.VocabFile, checkpoint.MergesFile}
	}
	for _, name := range need {
		if _, ok := g.files[name]; !ok {
			names = append(names, name)
		}
	}
	return names
}

// inTwo reports whether the tokenizer comes in two files, as GPT-2's did.
func (g *Guest) inTwo() bool {
	_, vocab := g.files[checkpoint.VocabFile]
	_, merges := g.files[checkpoint.MergesFile]
	return vocab || merges
}

// begin begins to read the files.
func (g *Guest) begin() {
	g.used, g.reading = true, newReading(g.files, g.Shelf.Tell, g.Shelf.Rest)
	g.goOn()
}

// goOn does the next part, unless one is being done. A reading that has been
// let go ends its part first, so that there is never room for two.
func (g *Guest) goOn() {
	if g.busy || g.reading == nil {
		return
	}
	r := g.reading
	g.busy = true
	g.Shelf.Do(r.part, func() {
		g.busy = false
		if r == g.reading {
			g.follow(r)
		}
		g.goOn()
	})
}

// follow takes what came of a part.
func (g *Guest) follow(r *reading) {
	switch {
	case r.err != nil:
		g.reading = nil
		g.said += refusal(r) + " "
	case r.model != nil:
		g.reading, g.open = nil, true
		g.said += welcome(r)
		g.Shelf.Invite(r.model)
	case r.checked != nil && r.loading == nil && g.Shelf.Guest() != nil:
		r.before = weak.Make(g.Shelf.Guest()) // there is no room for both
		g.Shelf.Invite(nil)
	}
	if r.over() {
		g.Shelf.Tell()
	}
}

// stop ends a reading.
func (g *Guest) stop(said string) {
	g.reading.meter.stopped.Store(true)
	g.reading, g.said = nil, said
}

// Handle implements ui.Widget.
func (g *Guest) Handle(e ui.Event) bool {
	if f, ok := e.(ui.Files); ok {
		if f.ID != g.choose.ID {
			return false
		}
		g.take(f)
		return true
	}
	return g.Stack.Handle(e)
}

// Layout implements ui.Widget.
func (g *Guest) Layout(c *ui.Context, room paint.Point) paint.Point {
	if g.left() {
		g.forget()
	}
	g.Begin(c, room)
	buttons := []ui.Widget{&g.choose}
	if !g.used && len(g.files) > 0 && len(g.missing()) == 0 {
		buttons = append(buttons, &g.without)
	}
	if g.reading != nil {
		buttons = append(buttons, &g.cancel)
	}
	if g.Shelf.Guest() != nil {
		buttons = append(buttons, &g.back)
	}
	g.Row(buttons...)
	g.Add(&g.status)
	if g.reading != nil {
		g.Add(&g.progress)
	}
	g.Add(&g.table)
	return g.End()
}
