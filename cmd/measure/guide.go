//go:build !js

package main

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"time"

	"github.com/chromedp/chromedp"

	"zerotoai/cmd/site/edition"
	"zerotoai/cmd/site/site"
)

// inGuide opens the guide at an anchor in a browser, and calls use.
func inGuide(ctx context.Context, anchor string, use func(ctx context.Context) error) error {
	return onGuide(ctx, func(ctx context.Context, url string) error {
		if err := chromedp.Do(ctx, chromedp.Func(prepare), chromedp.Navigate(url+anchor)); err != nil {
			return err
		}
		ready := chromedp.Poll[bool]("zerotoai.ready && zerotoai.painted > 0", chromedp.WithPollingInterval(50*time.Millisecond), chromedp.WithPollingTimeout(time.Minute))
		if _, err := chromedp.Run(ctx, ready); err != nil {
			return fmt.Errorf("the guide did not start: %w", err)
		}
		return use(ctx)
	})
}

// onGuide builds the guide, serves it, starts a browser, and calls use with the
// guide's address.
func onGuide(ctx context.Context, use func(ctx context.Context, url string) error) error {
	dir, err := build()
	defer os.RemoveAll(dir)
	if err != nil {
		return err
	}
	server := httptest.NewServer(site.Handler(dir))
	defer server.Close()
	ctx, cancel, err := browser(ctx)
	if err != nil {
		return err
	}
	defer cancel()
	return use(ctx, server.URL+site.SubPath)
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
	if err := edition.Compile(s); err != nil {
		return dir, err
	}
	if err := s.Build(dir); err != nil {
		return dir, fmt.Errorf("the site: %w", err)
	}
	return dir, nil
}
