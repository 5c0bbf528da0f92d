//go:build !js

package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/chromedp/chromedp"

	"zerotoai/static"
)

// gpt2 measures what a model of GPT-2's size takes, natively and in a browser:
// a random one, since the published one cannot be fetched everywhere, and its
// numbers do not matter here.
func gpt2(ctx context.Context) ([]figure, error) {
	dir, err := os.MkdirTemp("", "gpt2")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	program, wasm, model := filepath.Join(dir, "gpt2"), filepath.Join(dir, "gpt2.wasm"), filepath.Join(dir, "model")
	err = errors.Join(
		compile(ctx, program),
		compile(ctx, wasm, "GOOS=js", "GOARCH=wasm"),
	)
	if err != nil {
		return nil, err
	}
	if err := exec.CommandContext(ctx, program, "-random", model).Run(); err != nil {
		return nil, fmt.Errorf("writing a random model: %w", err)
	}
	here, err := exec.CommandContext(ctx, program, append(gpt2Args, model, gpt2Text)...).Output()
	if err != nil {
		return nil, fmt.Errorf("running it: %w", err)
	}
	there, err := gpt2InBrowser(ctx, dir)
	if err != nil {
		return nil, fmt.Errorf("running it in a browser: %w", err)
	}
	return gpt2Figures(string(here), there)
}

// gpt2Text is gone on from. In the browser it is in gpt2.js.
const gpt2Text = "the cat sat on the mat because it was tired"

var gpt2Args = []string{"-n", "40", "-temperature", "0"}

func compile(ctx context.Context, out string, env ...string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-o", out, "zerotoai/cmd/gpt2")
	cmd.Env, cmd.Stderr = append(os.Environ(), env...), os.Stderr
	return cmd.Run()
}

// gpt2Figures reads what the program reported of two runs.
func gpt2Figures(here, there string) (fs []figure, err error) {
	for _, run := range []struct{ where, report string }{{"natively", here}, {"in the browser", there}} {
		r := reported(run.report)
		most := 1.5*r["weights"] + r["cache of keys and values"]
		if most == 0 || r["generating"] == 0 || r["peak memory"] == 0 {
			return nil, fmt.Errorf("%s the model reported %q", run.where, run.report)
		}
		fs = append(fs,
			figure{name: "GPT-2 small " + run.where + ", peak memory", reach: most, unit: "MB", measured: r["peak memory"]},
			figure{name: "GPT-2 small " + run.where + ", generated", reach: 5, atLeast: true, unit: "tokens/s", measured: r["generating"]})
	}
	return fs, nil
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
var gpt2Worker []byte

// gpt2InBrowser runs the program in a worker of a page and returns what it
// reports.
func gpt2InBrowser(ctx context.Context, dir string) (report string, err error) {
	mux := http.NewServeMux()
	mux.Handle("/kernel/", http.FileServerFS(static.Kernel))
	mux.Handle("/files/", http.StripPrefix("/files/", http.FileServer(http.Dir(dir))))
	mux.HandleFunc("/wasm_exec.js", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, "wasm_exec.js") })
	mux.HandleFunc("/gpt2.js", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		w.Write(gpt2Worker)
	})
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, `<!doctype html><title>GPT-2</title><script>
			const worker = new Worker('gpt2.js');
			worker.onmessage = e => { window.said = e.data; };
			worker.onerror = e => { window.said = e.message; };
		</script>`)
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	ctx, cancel, err := browser(ctx)
	if err != nil {
		return "", err
	}
	defer cancel()
	ended := chromedp.Poll[string]("window.said", chromedp.WithPollingInterval(time.Second), chromedp.WithPollingTimeout(5*time.Minute))
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL)); err != nil {
		return "", err
	}
	return chromedp.Run(ctx, ended)
}
