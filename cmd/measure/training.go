//go:build !js

package main

import (
	"context"
	_ "embed"
	"fmt"
)

//go:embed training.js
var trainingScript string

// A lesson is what the page did while it trained a GPT and was scrolled.
type lesson struct {
	Sentence float64   // seconds until it wrote a sentence of the tiny world
	Tokens   float64   // read in a second
	Costs    []float64 // what the program took for frames, in milliseconds
	Gaps     []float64 // between two turns that the page had, in milliseconds: those of more than one
}

// training measures the live training of chapter 10.
func training(ctx context.Context) ([]figure, error) {
	var l lesson
	err := inGuide(ctx, "#transformers", func(ctx context.Context) error { return value(ctx, "("+trainingScript+")()", &l) })
	if err != nil {
		return nil, err
	}
	return l.figures(), nil
}

func (l lesson) figures() []figure {
	name := fmt.Sprintf("live training, %.0f tokens/s: from noise to a sentence", l.Tokens)
	return []figure{
		most(name, 60, "s", l.Sentence),
		most("Go time of a frame while training and scrolling, median", 16, "ms", quantile(l.Costs, 0.5)),
		most("Go time of a frame while training and scrolling, 95th percentile", 16, "ms", quantile(l.Costs, 0.95)),
		most("page without a turn while training and scrolling, 99th percentile", 16, "ms", quantile(l.Gaps, 0.99)),
	}
}
