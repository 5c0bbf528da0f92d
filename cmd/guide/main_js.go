// Guide is the program that the page loads: the guide in a browser.
package main

import (
	"log"
	"math"
	"runtime/debug"
	"sync"
	"time"

	"zerotoai/widgets/address"
	"zerotoai/widgets/chapters"
	"zerotoai/widgets/chapters/opening"
	"zerotoai/widgets/flow"
	"zerotoai/widgets/model"
	"zerotoai/widgets/screen"
	"zerotoai/widgets/search"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
)

func main() {
	if err := run(); err != nil {
		log.Fatal(err) // the page's own script then shows the article
	}
}

// The keys under which the browser keeps what the reader chose and did.
const (
	themeKey    = "zerotoai.theme"
	progressKey = "zerotoai.progress"
)

// A guide ties the chapters to the page and to what the browser keeps.
type guide struct {
	page     *screen.Page
	store    screen.Store
	choices  opening.Choices
	shelf    model.Shelf
	memory   []ui.Param // the reader's answers
	progress string     // as they are kept
	part     bool       // an embed is shown
	forgets  bool       // the reader knows that nothing is kept
}

func run() error {
	screen.Mark("running")
	files := screen.PageFonts()
	fonts, err := typeset.Load(files)
	if err != nil {
		return err
	}
	screen.Mark("fonts read")
	g := &guide{}
	asked := address.ParseEmbed(screen.Query())
	g.choices.Theme = opening.ThemeOf(g.store.Get(themeKey))
	if g.part = asked.Chapter != ""; g.part { // what the page around it is like is not the reader's choice
		g.choices.Theme = opening.ThemeOf(asked.Theme)
	}
	g.shelf.Bring = func() { screen.BringModel(g.shelf.Take, g.shelf.Fail) }
	pages, err := chapters.Pages(&g.choices, &g.shelf, g.chosen)
	if err != nil {
		return err
	}
	screen.Mark("text read")
	g.memory = chapters.Memory(pages)
	chapters.Recall(g.memory, g.store.Get(progressKey))
	g.progress = chapters.Progress(g.memory)
	g.page = &screen.Page{
		Book: flow.NewBook(shown(pages, asked)), Fonts: fonts, Still: asked.Still,
		Context: ui.Context{Bare: asked.Bare}, Changed: g.changed, Theme: g.theme, Rethemed: g.rethemed,
		OtherTheme: g.otherTheme,
	}
	if len(g.page.Book.Pages) == len(pages) { // a part of the guide is shown as it is, without search
		g.page.Find = find(pages)
	}
	g.shelf.Changed = func() { screen.After(0, g.modelChanged) } // who wants it may be in the midst of a frame
	g.shelf.Aside, g.shelf.Rest = aside, func() { time.Sleep(time.Millisecond) }
	return g.page.Run()
}

// shown are the pages that are asked for: all, or one chapter, or of that one
// figure. Who asks for what there is not gets the next larger whole.
func shown(pages []*flow.Page, asked address.Embed) []*flow.Page {
	for _, p := range pages {
		if p.ID == asked.Chapter {
			p.Menuless = asked.NoMenu
			p.Only(asked.Figure, !asked.NoCaption)
			return []*flow.Page{p}
		}
	}
	return pages
}

// find looks for words in pages, once somebody asks for some.
func find(pages []*flow.Page) func(query string) search.Answer {
	index := sync.OnceValue(func() *search.Index { return chapters.Index(pages) })
	return func(query string) search.Answer { return index().Find(query) }
}

// beside is how much memory the program may have beside a guest. Of itself, the
// garbage collector would wait until it has as much garbage as weights.
const beside = 400 << 20

// modelChanged lets the figures look at the shelf.
func (g *guide) modelChanged() {
	limit := int64(math.MaxInt64)
	if m := g.shelf.Guest(); m != nil {
		limit = int64(4*len(m.Weights.Data)) + beside
	}
	debug.SetMemoryLimit(limit)
	g.page.Notify()
}

// aside does work that waits for the browser, which waits for whoever handles an
// event.
func aside(work, then func()) {
	go func() {
		work()
		screen.After(0, then)
	}()
}

// theme is the theme that is on: the reader's choice, or the system's.
func (g *guide) theme(systemIsDark bool) *theme.Theme {
	switch {
	case g.choices.Theme == opening.Dark, g.choices.Theme != opening.Light && systemIsDark:
		return &theme.Dark
	}
	return &theme.Light
}

// rethemed follows the page around an embed.
func (g *guide) rethemed(name string) {
	g.choices.Theme = opening.ThemeOf(name)
	g.page.Retheme()
}

// otherTheme chooses the theme that is not on.
func (g *guide) otherTheme() {
	g.choices.Theme = opening.Dark
	if g.page.Context.Theme == &theme.Dark {
		g.choices.Theme = opening.Light
	}
	g.chosen()
}

// chosen follows a choice for the whole guide.
func (g *guide) chosen() {
	g.keep(themeKey, opening.KeyOf(g.choices.Theme))
	g.page.Retheme()
}

// keep has the browser keep a value; a reader is told once when it does not. In
// an embed that is the business of the page around it.
func (g *guide) keep(key, value string) {
	if g.store.Set(key, value) || g.forgets || g.part {
		return
	}
	g.forgets = true
	screen.Say("This browser keeps nothing of the guide: its storage is full, or not allowed. Your answers and choices last until you leave the page.")
}

// changed keeps the reader's answers, and shows them in the table of contents.
func (g *guide) changed(int) {
	if now := chapters.Progress(g.memory); now != g.progress {
		g.progress = now
		g.keep(progressKey, now)
		g.page.Refresh(0)
		g.page.Refresh(len(chapters.All)) // the last chapter has the score
	}
}
