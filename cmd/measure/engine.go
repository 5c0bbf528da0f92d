//go:build !js

package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/chromedp/chromedp"

	"zerotoai/cmd/site/edition"
	"zerotoai/static"
)

// A comparison is a benchmark of the engine, run in the browser with the kernel
// and in plain Go.
type comparison struct {
	pkg, benchmark string
	name           string
	rate           float64 // to reach with the kernel, in the unit of the benchmark; or 0
	times          float64 // to be as fast as plain Go; or 0
}

var comparisons = []comparison{
	{"engine/tensor", "Products/Mul/64×64×64", "product of 64 × 64 numbers", 30, 0},
	{"engine/tensor", "Products/Mul/128×128×128", "product of 128 × 128 numbers", 30, 0},
	{"engine/tensor", "Products/Mul/256×256×256", "product of 256 × 256 numbers", 30, 0},
	{"engine/tensor", "Descent", "network of 2-4-2-1 neurons, training", 0, 8},
	{"engine/gpt", "Step/170k", "GPT of 170,000 parameters, training", 0, 8},
	{"engine/gpt", "Token/170k", "GPT of 170,000 parameters, generating", 0, 4},
}

// engine measures how fast the engine is in a browser, as medians of n runs.
func engine(ctx context.Context, n int) (fs []figure, err error) {
	ctx, cancel, err := browser(ctx)
	if err != nil {
		return nil, err
	}
	defer cancel()
	for _, c := range comparisons {
		args := []string{"-test.run=^$", "-test.benchtime=300ms", "-test.count=" + strconv.Itoa(n), "-test.bench=^Benchmark" + strings.ReplaceAll(c.benchmark, "/", "$/^") + "$"}
		fast, err1 := runTests(ctx, c.pkg, "relaxed simd", args...)
		plain, err2 := runTests(ctx, c.pkg, "", args...)
		if err := errors.Join(err1, err2); err != nil {
			return nil, err
		}
		more, err := c.figures(fast, plain)
		if err != nil {
			return nil, err
		}
		fs = append(fs, more...)
	}
	return fs, nil
}

// figures reads what the benchmark printed with the kernel, and without.
func (c comparison) figures(fast, plain []string) (fs []figure, err error) {
	rate, unit := medianRate(fast)
	slow, _ := medianRate(plain)
	if rate == 0 || slow == 0 {
		return nil, fmt.Errorf("%s printed %q and %q", c.benchmark, fast, plain)
	}
	if unit == "examples/s" {
		rate, slow, unit = rate/1e6, slow/1e6, "M examples/s"
	}
	if c.rate > 0 {
		fs = append(fs, figure{name: c.name + " in the browser", reach: c.rate, unit: unit, measured: rate, atLeast: true})
	}
	if c.times > 0 {
		name := fmt.Sprintf("%s in the browser, %s, times plain Go", c.name, amount(rate, unit))
		fs = append(fs, figure{name: name, reach: c.times, measured: rate / slow, atLeast: true})
	}
	return fs, nil
}

// medianRate reads the lines of one benchmark: its name, how often it was run,
// and measures with their units. Of these it takes the one per second.
func medianRate(lines []string) (rate float64, unit string) {
	var rates []float64
	for _, line := range lines {
		f := strings.Fields(line)
		for i := 3; i < len(f) && strings.HasPrefix(f[0], "Benchmark"); i += 2 {
			if x, err := strconv.ParseFloat(f[i-1], 64); err == nil && strings.HasSuffix(f[i], "/s") {
				rates, unit = append(rates, x), f[i]
			}
		}
	}
	if len(rates) == 0 {
		return 0, ""
	}
	return quantile(rates, 0.5), unit
}

//go:embed tests.html
var testsPage []byte

// runTests compiles the tests of a package of the module, runs them in a tab
// of their own with the first of the kernels named that the browser knows, and
// returns what they print.
func runTests(parent context.Context, pkg, kernels string, args ...string) (lines []string, err error) {
	tab, end, err := openTests(parent, pkg, nil)
	if err != nil {
		return nil, err
	}
	defer end()
	return tab.run(kernels, args...)
}

// A testTab is a tab in which the tests of a package can be run.
type testTab struct {
	ctx context.Context
	pkg string
}

// openTests compiles the tests of a package and opens a tab for them. Beside
// them it has a script, if there is one. end is to be called at the end.
func openTests(parent context.Context, pkg string, script []byte) (tab testTab, end func(), err error) {
	root, err := edition.Root()
	if err != nil {
		return tab, nil, err
	}
	dir, err := os.MkdirTemp("", "tests")
	if err != nil {
		return tab, nil, err
	}
	wasm := filepath.Join(dir, "tests.wasm")
	cmd := exec.CommandContext(parent, "go", "test", "-c", "-o", wasm, "zerotoai/"+pkg)
	cmd.Env, cmd.Stderr = append(os.Environ(), "GOOS=js", "GOARCH=wasm"), os.Stderr
	server := httptest.NewServer(testsHandler(root, wasm, script))
	ctx, cancel := chromedp.NewContext(parent)
	end = func() { cancel(); server.Close(); os.RemoveAll(dir) }
	if err = cmd.Run(); err == nil {
		err = chromedp.Do(ctx, chromedp.Navigate(server.URL))
	}
	if err != nil {
		end()
		return tab, nil, err
	}
	return testTab{ctx, pkg}, end, nil
}

// run runs the tests and returns what they print.
func (t testTab) run(kernels string, args ...string) (lines []string, err error) {
	words, err := json.Marshal(append([]string{"tests"}, args...))
	if err != nil {
		return nil, err
	}
	var said struct {
		Code  int
		Lines []string
	}
	if err := value(t.ctx, fmt.Sprintf("runTests(%q, %s)", kernels, words), &said); err != nil {
		return nil, err
	}
	if said.Code != 0 {
		return nil, fmt.Errorf("the tests of %s fail in the browser:\n%s", t.pkg, strings.Join(said.Lines, "\n"))
	}
	return said.Lines, nil
}

// testsHandler hands out the page, compiled tests and what they run on, and a
// script.
func testsHandler(root, wasm string, script []byte) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/kernel/", http.FileServerFS(static.Kernel))
	mux.HandleFunc("/tests.wasm", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, wasm) })
	mux.HandleFunc("/wasm_exec.js", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFile(w, r, filepath.Join(root, "wasm_exec.js"))
	})
	mux.HandleFunc("/script.js", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		w.Write(script)
	})
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) { w.Write(testsPage) })
	return mux
}
