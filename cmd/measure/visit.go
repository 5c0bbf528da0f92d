//go:build !js

package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"sync/atomic"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A load is what one cold start of the guide took.
type load struct {
	paint  float64   // until the browser has painted text, in milliseconds
	ready  float64   // until the program has painted its first frame, in milliseconds
	bytes  float64   // received until then, as they were sent, headers included
	frames []float64 // what the program took for its frames while scrolling, in milliseconds
	jumps  []float64 // and for the first at a place far from the one before
	moving []float64 // and while a figure moves
	idle   float64   // frames painted while nothing happened
	busy   float64   // the part of that time in which the main thread worked
}

// rest is how long the page is watched while nothing happens.
const rest = 3 * time.Second

// visits opens the page n times, each time as somebody who has never been there.
// It opens it once before: then the server compresses the files and the browser
// starts what it shares between pages.
func visits(ctx context.Context, url string, n int) (loads []load, err error) {
	for range n + 1 {
		l, err := visit(ctx, url)
		if err != nil {
			return nil, err
		}
		loads = append(loads, l)
	}
	return loads[1:], nil
}

// browser starts a Chromium that paints without a graphics card.
func browser(ctx context.Context) (context.Context, context.CancelFunc, error) {
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		return nil, nil, errors.New("there is no Chromium")
	}
	ctx, cancel := chromedp.NewContext(ctx, chromedp.WithAllocatorOptions(
		chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("use-gl", "angle"), chromedp.Flag("use-angle", "swiftshader"), chromedp.Flag("enable-unsafe-swiftshader", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
	))
	return ctx, cancel, chromedp.Do(ctx)
}

// visit opens the page in a tab that shares nothing with others.
func visit(parent context.Context, url string) (l load, err error) {
	var received atomic.Int64
	ctx, cancel := chromedp.NewContext(parent, chromedp.WithNewBrowserContext(), chromedp.WithListener(func(ev any) {
		if ev, ok := ev.(*network.EventLoadingFinished); ok {
			received.Add(int64(ev.EncodedDataLength))
		}
	}))
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Func(prepare), chromedp.Navigate(url)); err != nil {
		return l, err
	}
	ready := chromedp.Poll[bool]("zerotoai.ready && zerotoai.painted > 0", chromedp.WithPollingInterval(50*time.Millisecond), chromedp.WithPollingTimeout(30*time.Second))
	if _, err := chromedp.Run(ctx, ready); err != nil {
		return l, fmt.Errorf("the guide did not start: %w", err)
	}
	l.bytes = float64(received.Load())
	err = errors.Join(
		value(ctx, "performance.getEntriesByName('first-contentful-paint')[0].startTime", &l.paint),
		value(ctx, "zerotoai.painted", &l.ready),
		value(ctx, scroll(300), &l.frames),
		value(ctx, scroll(1800), &l.jumps),
		value(ctx, race, &l.moving),
	)
	if err != nil {
		return l, err
	}
	return l, l.watch(ctx)
}

func prepare(ctx context.Context, t *chromedp.Target) error {
	_, err1 := cdp.Call(ctx, t, network.Enable, network.EnableParams{})
	_, err2 := cdp.Call(ctx, t, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	_, err3 := cdp.Call(ctx, t, performance.Enable, performance.EnableParams{})
	_, err4 := cdp.Call(ctx, t, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 1280, Height: 800, DeviceScaleFactor: 1})
	return errors.Join(err1, err2, err3, err4)
}

// value sets v to what an expression of JavaScript gives.
func value[T any](ctx context.Context, js string, v *T) (err error) {
	if *v, err = chromedp.Run(ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise)); err != nil {
		return fmt.Errorf("%.60s: %w", js, err)
	}
	return nil
}

// scroll goes over the whole page in steps of so many CSS pixels, back to its
// start, and returns what the program took for the first frame after each.
// Three notches of a wheel are 300 pixels; two screens are a jump.
func scroll(step int) string {
	return fmt.Sprintf(`(async () => {
	const costs = [], step = %d, later = ms => new Promise(done => setTimeout(done, ms));
	const end = document.documentElement.scrollHeight - innerHeight;
	for (let y = step; y < end + step; y += step) {
		zerotoai.cost = null;
		scrollTo({ top: Math.min(y, end), behavior: 'instant' });
		for (let waited = 0; zerotoai.cost === null && waited < 1000; waited++) await later(10);
		if (zerotoai.cost === null) throw new Error('no frame at ' + y);
		costs.push(zerotoai.cost);
		await later(30);
	}
	scrollTo({ top: 0, behavior: 'instant' });
	return costs;
})()`, step)
}

// race lets the four methods of chapter 3 race for three seconds and returns
// what the program took for its frames: what has changed is laid out in them,
// too. It is told to the mirror after them.
const race = `(async () => {
	const costs = [], later = ms => new Promise(done => setTimeout(done, ms));
	const press = name => [...document.querySelectorAll('#gradient-descent button')].find(b => b.ariaLabel === name).click();
	document.querySelector('[data-id="descent.race"]').scrollIntoView({ behavior: 'instant' });
	await later(500);
	press('Race');
	for (const end = performance.now() + 3000; performance.now() < end; await later(5)) {
		if (zerotoai.cost !== null) costs.push(zerotoai.cost);
		zerotoai.cost = null;
	}
	press('Pause');
	return costs.slice(1);
})()`

// watch goes to the middle of the page and looks on while nothing happens.
func (l *load) watch(ctx context.Context) error {
	const middle = "scrollTo({ top: document.documentElement.scrollHeight / 2, behavior: 'instant' })"
	const settle = 2 * time.Second
	var before, after, worked, now float64
	err := errors.Join(
		chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := cdp.Call(ctx, t, runtime.Evaluate, runtime.EvaluateParams{Expression: middle})
			return err
		}), chromedp.Sleep(settle)),
		value(ctx, "zerotoai.frames", &before),
		tasks(ctx, &worked),
		chromedp.Do(ctx, chromedp.Sleep(rest)),
		tasks(ctx, &now),
		value(ctx, "zerotoai.frames", &after),
	)
	l.idle, l.busy = after-before, (now-worked)/rest.Seconds()
	return err
}

// tasks sets v to the seconds that the main thread has worked.
func tasks(ctx context.Context, v *float64) error {
	r, err := chromedp.Call(ctx, performance.GetMetrics, cdp.Empty{})
	if err != nil {
		return err
	}
	for _, m := range r.Metrics {
		if m.Name == "TaskDuration" {
			*v = m.Value
			return nil
		}
	}
	return errors.New("the browser does not say how long its tasks took")
}
