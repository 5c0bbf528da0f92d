//go:build !js

// Guide is the program that the page loads. Outside of a browser it shows the
// guide in a window.
package main

import (
	"io/fs"
	"log"

	"zerotoai/engine/workshop"
	"zerotoai/static"
	"zerotoai/widgets/chapters"
	"zerotoai/widgets/chapters/opening"
	"zerotoai/widgets/flow"
	"zerotoai/widgets/model"
	"zerotoai/widgets/screen"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
)

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	files, err := fs.Sub(static.Fonts, "fonts")
	if err != nil {
		return err
	}
	fonts, err := typeset.Load(files)
	if err != nil {
		return err
	}
	m, err := model.Shipped()
	if err != nil {
		return err
	}
	shelf := &model.Shelf{}
	shelf.Put(m)
	choices := opening.Choices{Theme: opening.System}
	w := &screen.Window{Fonts: fonts, Context: ui.Context{Theme: &theme.Dark}, Kinds: workshop.Kinds()}
	pages, err := chapters.Pages(&choices, shelf, func() {
		w.Context.Theme = &theme.Dark
		if choices.Theme == opening.Light {
			w.Context.Theme = &theme.Light
		}
	})
	if err != nil {
		return err
	}
	w.Book = flow.NewBook(pages)
	shelf.Changed = w.Notify
	return w.Run("From Zero to AI")
}
