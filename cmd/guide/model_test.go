//go:build !js

package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"zerotoai/cmd/site/site"
)

// The model is asked for when a chapter that reads it comes near, and not
// before; from a disk as well.
func TestModelIsBrought(t *testing.T) {
	dir, ctx := dist(t), browser(t)
	for name, from := range map[string]string{"http": serve(t, dir), "file": "file://" + dir + "/"} {
		t.Run(name, func(t *testing.T) {
			p := open(t, ctx, from, "", 1000)
			p.settle()
			const asked = `[...document.scripts].filter(s => s.src.includes('/model-')).length`
			if n := eval[int](p, asked); n != 0 {
				t.Errorf("the model is asked for %d times at the top of the guide", n)
			}
			p.run("location.hash = '#tokens'")
			p.wait(`document.querySelector('#tokens input[aria-label="Text"]')`)
			if n := eval[int](p, asked); n != 1 {
				t.Errorf("the model is asked for %d times", n)
			}
			p.settle()
			p.typeIn("tokens", "Text", "The dog")
			p.wait(`document.querySelector('#tokens .live').textContent.includes('2 tokens remain')`)
		})
	}
}

// A model that does not come is said to be missing, and the reader can try
// again.
func TestModelFails(t *testing.T) {
	files, broken := site.Handler(dist(t)), atomic.Bool{}
	broken.Store(true)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if broken.Load() && strings.Contains(r.URL.Path, "/model-") {
			http.Error(w, "no", http.StatusServiceUnavailable)
			return
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	p := open(t, browser(t), server.URL+"/", "#tokens", 1000)
	p.wait(`document.querySelector('#tokens .live').textContent.includes('could not be loaded')`)
	p.forgive()
	broken.Store(false)
	p.run(`[...document.querySelectorAll('#tokens button')].find(b => b.textContent.includes('Try again') || b.ariaLabel === 'Try again').click()`)
	p.wait(`document.querySelector('#tokens input[aria-label="Text"]')`)
}
