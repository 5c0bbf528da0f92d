//go:build !js

package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/gpt"
	"zerotoai/engine/job"
	"zerotoai/engine/workshop"
)

// gpt2 measures what a model of GPT-2's size takes, natively and in the guide's
// worker in a browser: a random one, since the published one cannot be fetched
// everywhere, and its numbers do not matter here.
func gpt2(ctx context.Context) ([]figure, error) {
	dir, err := os.MkdirTemp("", "gpt2")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	program, model := filepath.Join(dir, "gpt2"), filepath.Join(dir, "model")
	build := exec.CommandContext(ctx, "go", "build", "-o", program, "zerotoai/cmd/gpt2")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return nil, err
	}
	if err := exec.CommandContext(ctx, program, "-random", model).Run(); err != nil {
		return nil, fmt.Errorf("writing a random model: %w", err)
	}
	report, err := exec.CommandContext(ctx, program, "-n", "40", "-temperature", "0", model, "the cat sat on the mat because it was tired").Output()
	if err != nil {
		return nil, fmt.Errorf("running it: %w", err)
	}
	here := reported(string(report))
	there, err := gpt2InBrowser(ctx, filepath.Join(model, workshop.ModelFile))
	if err != nil {
		return nil, fmt.Errorf("running it in a browser: %w", err)
	}
	brought, err := bring(ctx, filepath.Join(model, checkpoint.ModelFile), filepath.Join(model, checkpoint.TokenizerFile), filepath.Join(model, checkpoint.ConfigFile))
	if err != nil {
		return nil, fmt.Errorf("bringing it: %w", err)
	}
	return slices.Concat(
		gpt2Figures("natively", modelRun{here["peak memory"], here["generating"]}),
		gpt2Figures("in the browser", there),
		brought.figures(),
	), nil
}

// A modelRun is what a model took: memory in MB, and its tokens a second.
type modelRun struct{ peak, speed float64 }

// mostMemory is what GPT-2 may take, in MB: one and a half times the weights,
// which are kept as float32, and the cache of keys and values.
func mostMemory() float64 {
	c := gpt.GPT2()
	return 4 * (1.5*float64(c.Parameters()) + 2*float64(c.Layers*c.Context*c.Width)) / 1e6
}

// gpt2Figures says what a run has to reach.
func gpt2Figures(where string, r modelRun) []figure {
	return []figure{
		most("GPT-2 small "+where+", peak memory", mostMemory(), "MB", r.peak),
		{name: "GPT-2 small " + where + ", generated", reach: 5, atLeast: true, unit: "tokens/s", measured: r.speed},
	}
}

// reported takes the lines "name: number unit" apart.
func reported(text string) map[string]float64 {
	values := map[string]float64{}
	for line := range strings.Lines(text) {
		name, rest, _ := strings.Cut(line, ": ")
		number, _, _ := strings.Cut(rest, " ")
		if v, err := strconv.ParseFloat(number, 64); err == nil {
			values[name] = v
		}
	}
	return values
}

//go:embed gpt2.js
var gpt2Script string

// A heard message is one that a worker has sent.
type heard struct {
	At   float64 // milliseconds
	Head string
}

// gpt2InBrowser opens the guide, chooses the model's file and has the guide's
// worker go on with ten tokens. The memory is what the page's process has got
// for it at most, all of it: also what the browser takes to read a file.
func gpt2InBrowser(ctx context.Context, model string) (r modelRun, err error) {
	err = inGuide(ctx, "", func(ctx context.Context) error {
		if err := chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error { return choose(ctx, t, model) })); err != nil {
			return err
		}
		before, err := resetPeaks(ctx)
		if err != nil {
			return err
		}
		settings := workshop.Generation{Prompt: []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, Count: 40}
		start, _ := job.Encode(settings.Start(job.File{}))
		var told []heard
		if err := value(ctx, fmt.Sprintf("(%s)(%q)", gpt2Script, start), &told); err != nil {
			return err
		}
		if r.speed, err = speedOf(told); err != nil {
			return err
		}
		r.peak, err = grown(before)
		return err
	})
	return r, err
}

// choose puts files into a file input of the page.
func choose(ctx context.Context, t *chromedp.Target, paths ...string) error {
	const input = "document.body.appendChild(Object.assign(document.createElement('input'), { type: 'file', id: 'model', multiple: true }))"
	o, err := cdp.Call(ctx, t, runtime.Evaluate, runtime.EvaluateParams{Expression: input})
	if err != nil {
		return err
	}
	_, err = cdp.Call(ctx, t, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: paths, ObjectID: o.Result.ObjectID})
	return err
}

// speedOf returns how many tokens a second were written after the first.
func speedOf(told []heard) (float64, error) {
	var times []float64
	for _, h := range told {
		m, err := job.Parse([]byte(h.Head), nil)
		if err != nil {
			return 0, err
		}
		switch m := m.(type) {
		case job.Failed:
			return 0, errors.New(m.Why)
		case job.Refused:
			return 0, errors.New(m.Why)
		case job.Progress:
			for _, s := range m.Samples {
				for range s.Tokens {
					times = append(times, h.At/1e3)
				}
			}
		}
	}
	if len(times) < 2 {
		return 0, fmt.Errorf("it wrote %d tokens", len(times))
	}
	return float64(len(times)-1) / (times[len(times)-1] - times[0]), nil
}
