//go:build !js

// Measure builds the guide, opens it in a browser and prints the table of the
// README: what the page takes and what it has to reach. Nothing else should
// run on the machine meanwhile. It must be called inside the module's folder.
//
//	go run ./cmd/measure
//
// The browser is Chromium without a window and without a graphics card: frames
// take longer in it than on a reader's machine.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net/http/httptest"
	"os"
	"time"

	"zerotoai/cmd/site/edition"
	"zerotoai/cmd/site/site"
)

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 5, "how many cold starts to take the medians of")
	flag.Parse()
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(*n+1)*time.Minute)
	defer cancel()
	if err := run(ctx, *n); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, n int) error {
	dir, err := build()
	defer os.RemoveAll(dir)
	if err != nil {
		return err
	}
	server := httptest.NewServer(site.Handler(dir))
	defer server.Close()
	loads, err := visits(ctx, server.URL+site.SubPath, n)
	if err != nil {
		return err
	}
	write(os.Stdout, loads)
	return nil
}

// build writes the guide's site into a new folder.
func build() (dir string, err error) {
	if dir, err = os.MkdirTemp("", "measure"); err != nil {
		return "", err
	}
	s, err := edition.New()
	if err != nil {
		return dir, err
	}
	if s.Wasm, err = edition.Program(); err != nil {
		return dir, err
	}
	if err := s.Build(dir); err != nil {
		return dir, fmt.Errorf("the site: %w", err)
	}
	return dir, nil
}
