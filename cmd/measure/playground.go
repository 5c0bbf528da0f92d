//go:build !js

package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"

	"zerotoai/engine/nn"
)

// The network of TensorFlow Playground, under the Apache License 2.0. It is no
// part of this project: it is fetched to be measured.
const (
	playgroundURL = "https://raw.githubusercontent.com/tensorflow/playground/2c87f3d0eaba40df4174975ed6e35246493dc25c/src/nn.ts"
	playgroundSum = "7f0bfbcbb8e756a0c30586faf67e4e97285b7b3af7d2d8181b13f51919af9d03" // SHA-256
)

//go:embed playground.js
var playgroundScript []byte

// playground measures, in one tab and by turns, how many examples a second the
// network of TensorFlow Playground and the guide's learn from: 500 points of the
// data set Circle, 2-4-2-1 neurons, tanh, batches of 10, whole epochs. The guide's are
// shuffled in each epoch. file holds the Playground's nn.ts; without one it is
// fetched.
func playground(ctx context.Context, n int, file string) ([]figure, error) {
	source, err := playgroundSource(ctx, file)
	if err != nil {
		return nil, err
	}
	script, err := compile(ctx, source)
	if err != nil {
		return nil, err
	}
	ctx, cancel, err := browser(ctx)
	if err != nil {
		return nil, err
	}
	defer cancel()
	tab, end, err := openTests(ctx, "engine/nn", append(script, playgroundScript...))
	if err != nil {
		return nil, err
	}
	defer end()
	points, err := json.Marshal(circle())
	if err != nil {
		return nil, err
	}
	var theirs, ours, times []float64
	for range n {
		their, our, err := compare(tab, points)
		if err != nil {
			return nil, err
		}
		theirs, ours, times = append(theirs, their/1e6), append(ours, our/1e6), append(times, our/their)
	}
	const unit = "M examples/s"
	name := fmt.Sprintf("network of 2-4-2-1 neurons, whole epochs, %s, times TensorFlow Playground's %s",
		amount(quantile(ours, 0.5), unit), amount(quantile(theirs, 0.5), unit))
	return []figure{{name: name, reach: 8, measured: quantile(times, 0.5), atLeast: true}}, nil
}

// compare returns how many examples a second each of the two has learned from.
func compare(tab testTab, points []byte) (theirs, ours float64, err error) {
	var peer struct{ Rate, Before, After float64 }
	if err := value(tab.ctx, fmt.Sprintf("trainPlayground(%s, 300)", points), &peer); err != nil {
		return 0, 0, err
	}
	if !(peer.After < peer.Before/2) {
		return 0, 0, fmt.Errorf("TensorFlow Playground's network does not learn: its loss goes from %.3g to %.3g", peer.Before, peer.After)
	}
	lines, err := tab.run("relaxed simd", "-test.run=^$", "-test.benchtime=300ms", "-test.bench=^BenchmarkEpoch$/^together$")
	if err != nil {
		return 0, 0, err
	}
	if ours, _ = medianRate(lines); ours == 0 {
		return 0, 0, fmt.Errorf("the benchmark printed %q", lines)
	}
	return peer.Rate, ours, nil
}

// playgroundSource reads nn.ts, or fetches it, and makes sure that it is the one.
func playgroundSource(ctx context.Context, file string) (source []byte, err error) {
	if file != "" {
		source, err = os.ReadFile(file)
	} else {
		source, err = fetch(ctx, playgroundURL)
	}
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(source); hex.EncodeToString(sum[:]) != playgroundSum {
		return nil, errors.New("this is not the nn.ts of TensorFlow Playground that is to be measured: its SHA-256 differs")
	}
	return source, nil
}

func fetch(ctx context.Context, url string) ([]byte, error) {
	q, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	r, err := http.DefaultClient.Do(q)
	if err != nil {
		return nil, err
	}
	defer r.Body.Close()
	if r.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", url, r.Status)
	}
	return io.ReadAll(io.LimitReader(r.Body, 1<<20))
}

// compile makes a script of a module in TypeScript, which becomes the global
// playground, with its fields set as its own compiler sets them: only where the
// source says to what. It takes npm's esbuild, and Node.
func compile(ctx context.Context, source []byte) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "npx", "--yes", "esbuild@0.28.2", "--loader=ts", "--format=iife", "--global-name=playground",
		"--target=es2015", `--tsconfig-raw={"compilerOptions": {"useDefineForClassFields": false}}`)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(source), os.Stderr
	script, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("compiling nn.ts: %w", err)
	}
	return script, nil
}

// circle is 500 points of the data set of that name, as x, y and label.
func circle() (points [][3]float64) {
	random := rand.New(rand.NewPCG(1, 0)).Float64
	for _, p := range nn.DataSets()[0].Make(500, 0, random) {
		label := 1.0
		if p.Class == 0 {
			label = -1
		}
		points = append(points, [3]float64{p.X, p.Y, label})
	}
	return points
}
