//go:build !js

package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zerotoai/cmd/train/course"
	"zerotoai/cmd/train/exam"
	"zerotoai/engine/checkpoint"
)

// quick is a call for seconds; its model learns next to nothing.
func quick(t *testing.T) options {
	dir := t.TempDir()
	o := options{out: filepath.Join(dir, "model"), state: filepath.Join(dir, "state"), workers: 2, recipe: course.Shipped()}
	o.sizes = exam.Sizes{Rows: 2, Asked: 30, It: 5, Texts: 3}
	o.recipe.Vocabulary, o.recipe.Texts, o.recipe.Model.Layers, o.recipe.Model.Width = 700, 1000, 1, 8
	o.recipe.Settings.Batch, o.recipe.Settings.Micro, o.recipe.Settings.Steps = 2, 1, lineEvery
	return o
}

// A training that is interrupted leaves what the next call goes on with; at
// the end there are the model and its card, and no saved training.
func TestTrain(t *testing.T) {
	o := quick(t)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if err := o.run(ctx, false); !errors.Is(err, context.Canceled) {
		t.Fatal("was not interrupted: ", err)
	}
	if _, err := os.Stat(o.state); err != nil {
		t.Error(err)
	}
	if err := o.run(context.Background(), false); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(o.state); err == nil {
		t.Error("the saved training is still there")
	}
	for _, name := range []string{checkpoint.ModelFile, checkpoint.TokenizerFile, checkpoint.ConfigFile} {
		if _, err := os.Stat(filepath.Join(o.out, name)); err != nil {
			t.Error(err)
		}
	}
	if err := o.run(context.Background(), true); err != nil {
		t.Error(err)
	}
	card, err := os.ReadFile(filepath.Join(o.out, course.CardFile))
	if err != nil || strings.Contains(string(card), "<no value>") || !strings.Contains(string(card), "the floor") {
		t.Errorf("%v: the card is %s", err, card)
	}
}

// Progress tells loss, floor, speed and the time that is left.
func TestProgress(t *testing.T) {
	o := quick(t)
	training, err := course.New(o.recipe, 1)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := training.Run(context.Background(), newProgress(&out, training, o.state).seen); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"parameters", "floor 0.", "step   100 of 100", "loss 6.", "k tokens/s", "0s left"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q does not say %q", out.String(), want)
		}
	}
}
