//go:build !js

package main

import (
	"context"
	_ "embed"
	"fmt"
	"net/http/httptest"
	"os"
	"time"

	"github.com/chromedp/chromedp"

	"zerotoai/cmd/site/site"
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
	dir, err := build()
	defer os.RemoveAll(dir)
	if err != nil {
		return nil, err
	}
	server := httptest.NewServer(site.Handler(dir))
	defer server.Close()
	ctx, cancel, err := browser(ctx)
	if err != nil {
		return nil, err
	}
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Func(prepare), chromedp.Navigate(server.URL+site.SubPath+"#transformers")); err != nil {
		return nil, err
	}
	ready := chromedp.Poll[bool]("zerotoai.ready && zerotoai.painted > 0", chromedp.WithPollingInterval(50*time.Millisecond), chromedp.WithPollingTimeout(30*time.Second))
	if _, err := chromedp.Run(ctx, ready); err != nil {
		return nil, fmt.Errorf("the guide did not start: %w", err)
	}
	var l lesson
	if err := value(ctx, "("+trainingScript+")()", &l); err != nil {
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
