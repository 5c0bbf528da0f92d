//go:build !js

// Measure builds the guide, opens it in a browser and prints the table of the
// README: what the page takes and what it has to reach. Nothing else should
// run on the machine meanwhile. It must be called inside the module's folder.
//
//	go run ./cmd/measure          the page
//	go run ./cmd/measure -gpt2    a model of GPT-2's size, natively and in the browser
//	go run ./cmd/measure -engine  the arithmetic under all chapters, in the browser
//	go run ./cmd/measure -training the live training of chapter 10, in the browser
//	go run ./cmd/measure -peer    the network beside TensorFlow Playground's, in the browser
//	go run ./cmd/measure -soak 1h -seed 7  random input for an hour: it prints the levels of memory, and fails at the first fault
//
// The browser is Chromium without a window and without a graphics card: frames
// take longer in it than on a reader's machine.
package main

import (
	"context"
	"flag"
	"log"
	"os"
	"time"

	"zerotoai/cmd/measure/soak"
)

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 5, "how many cold starts, or runs of a benchmark, to take the medians of")
	model := flag.Bool("gpt2", false, "measure a model of GPT-2's size instead of the page")
	arithmetic := flag.Bool("engine", false, "measure the engine instead of the page")
	peer := flag.Bool("peer", false, "measure the network beside TensorFlow Playground's instead of the page")
	lesson := flag.Bool("training", false, "measure the live training of chapter 10 instead of the page")
	nnts := flag.String("nn.ts", "", "TensorFlow Playground's nn.ts, where it cannot be fetched")
	soaking := flag.Duration("soak", 0, "play random input on the guide for this long instead of measuring")
	seed := flag.Uint64("seed", 1, "of the random input")
	flag.Parse()
	if *soaking > 0 {
		if err := soaked(context.Background(), soak.Run{Seed: *seed, For: *soaking, Log: os.Stdout}); err != nil {
			log.Fatal(err)
		}
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(*n+5)*time.Minute)
	defer cancel()
	measured := func() ([]figure, error) { return page(ctx, *n) }
	switch {
	case *model:
		measured = func() ([]figure, error) { return gpt2(ctx) }
	case *arithmetic:
		measured = func() ([]figure, error) { return engine(ctx, *n) }
	case *lesson:
		measured = func() ([]figure, error) { return training(ctx) }
	case *peer:
		measured = func() ([]figure, error) { return playground(ctx, *n, *nnts) }
	}
	figures, err := measured()
	if err != nil {
		log.Fatal(err)
	}
	write(os.Stdout, figures)
}

// page measures n cold starts of the guide.
func page(ctx context.Context, n int) (fs []figure, err error) {
	err = onGuide(ctx, func(ctx context.Context, url string) error {
		loads, err := visits(ctx, url, n)
		if err == nil {
			fs = figures(loads)
		}
		return err
	})
	return fs, err
}

// soaked plays a run on the guide.
func soaked(ctx context.Context, r soak.Run) error { return onGuide(ctx, r.Play) }
