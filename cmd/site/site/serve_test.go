package site_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"zerotoai/cmd/site/site"
)

// served builds the sample and asks its handler for a path.
func served(t *testing.T) func(path string, headers ...string) *http.Response {
	t.Helper()
	dir := t.TempDir()
	if err := sample(t, []byte("program")).Build(dir); err != nil {
		t.Fatal(err)
	}
	h := site.Handler(dir)
	return func(path string, headers ...string) *http.Response {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Result()
	}
}

func TestHandler(t *testing.T) {
	get := served(t)
	for _, tt := range []struct {
		path   string
		status int
		kind   string
	}{
		{"/", 200, "text/html; charset=utf-8"},
		{"/index.html", 200, "text/html; charset=utf-8"},
		{site.SubPath, 200, "text/html; charset=utf-8"},
		{site.SubPath + "licences.txt", 200, "text/plain; charset=utf-8"},
		{strings.TrimSuffix(site.SubPath, "/"), 307, ""},
		{"/no/such/page", 404, "text/html; charset=utf-8"},
		{"/../serve.go", 307, ""},
		{"/.nojekyll", 200, "application/octet-stream"},
	} {
		r := get(tt.path)
		if r.StatusCode != tt.status {
			t.Errorf("%s has the status %d, want %d", tt.path, r.StatusCode, tt.status)
		}
		if tt.kind != "" && (r.Header.Get("Content-Type") != tt.kind || r.Header.Get("Cache-Control") != "max-age=600" || r.Header.Get("Access-Control-Allow-Origin") != "*") {
			t.Errorf("%s has the headers %v", tt.path, r.Header)
		}
	}
}

func TestHandlerCompresses(t *testing.T) {
	get := served(t)
	plain := get("/")
	want, _ := io.ReadAll(plain.Body)
	packed := get("/", "Accept-Encoding", "br, gzip")
	if plain.Header.Get("Content-Encoding") != "" || packed.Header.Get("Content-Encoding") != "gzip" {
		t.Fatal("compressed when not asked for, or not when asked for")
	}
	z, err := gzip.NewReader(packed.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || string(got) != string(want) {
		t.Error("the compressed page is another", err)
	}
	again := get("/", "If-None-Match", plain.Header.Get("ETag"))
	if again.StatusCode != http.StatusNotModified {
		t.Errorf("asked for again, the page has the status %d", again.StatusCode)
	}
}
