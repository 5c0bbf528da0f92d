//go:build !js

// Train makes the model that the guide ships: it writes texts of the tiny
// world, makes a tokenizer from them, trains a transformer of GPT-2's kind on
// more of them, examines what it has learned, and writes model and model card
// into a folder. It must be called inside the module's folder.
//
//	go run ./cmd/train         train, or go on with a training
//	go run ./cmd/train -eval   examine the model that is there
//
// Ctrl-C ends a training so that the next call goes on with it, to the same
// model that it would have become without a pause.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"

	"zerotoai/cmd/train/course"
	"zerotoai/cmd/train/exam"
)

// options are what is asked for on the command line.
type options struct {
	out, state string
	workers    int
	recipe     course.Recipe
	sizes      exam.Sizes
}

func main() {
	log.SetFlags(0)
	o := options{recipe: course.Shipped(), sizes: exam.Whole()}
	flag.StringVar(&o.out, "out", filepath.Join("static", "model"), "the `folder` of the model")
	flag.StringVar(&o.state, "state", filepath.Join(".cache", "training.safetensors"), "the `file` of a training that can go on")
	flag.IntVar(&o.workers, "workers", runtime.NumCPU(), "how many processors to use")
	flag.Uint64Var(&o.recipe.Seed, "seed", o.recipe.Seed, "the seed of everything that is drawn by lot")
	eval := flag.Bool("eval", false, "examine the model in the folder, and train nothing")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := o.run(ctx, *eval)
	if errors.Is(err, context.Canceled) {
		log.Printf("\nSaved in %s: the next call goes on.", o.state)
	} else if err != nil {
		log.Fatal(err)
	}
}

func (o options) run(ctx context.Context, eval bool) error {
	if !eval {
		if err := o.train(ctx); err != nil {
			return err
		}
	}
	r, err := o.examine()
	if err != nil || eval {
		return err
	}
	text, err := card(r, o.recipe)
	if err != nil {
		return err
	}
	return errors.Join(course.WriteFile(filepath.Join(o.out, course.CardFile), text), os.Remove(o.state))
}

// train trains to the end and writes the model.
func (o options) train(ctx context.Context) error {
	t, err := course.New(o.recipe, o.workers)
	if err != nil {
		return err
	}
	if err := t.Resume(o.state); err != nil {
		return err
	}
	p := newProgress(os.Stdout, t, o.state)
	if err := t.Run(ctx, p.seen); err != nil {
		return errors.Join(err, t.Save(o.state))
	}
	return errors.Join(t.Save(o.state), t.Export(o.out))
}

// examine prints and returns what the model in the folder has learned.
func (o options) examine() (exam.Report, error) {
	w, t, err := course.Open(o.out)
	if err != nil {
		return exam.Report{}, err
	}
	r, err := exam.New(w, o.recipe, t).Report(o.sizes)
	if err == nil {
		fmt.Print(r)
	}
	return r, err
}
