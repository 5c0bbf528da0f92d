package site

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/http"
	"os"
	"path"
	"strings"
	"sync"
	"time"
)

// SubPath is where Handler shows the site a second time, as GitHub Pages shows
// the site of a project: under the project's name.
const SubPath = "/guide/"

// types are the types of the files of a site. They are written out because the
// standard library's table depends on the machine.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8", ".png": "image/png", ".webmanifest": "application/manifest+json", ".wasm": "application/wasm",
}

// Handler serves the folder dir as GitHub Pages would: at "/" and under
// SubPath, compressed, to be kept for ten minutes, to be used from anywhere,
// with 404.html for what there is not.
func Handler(dir string) http.Handler {
	files := &server{fsys: os.DirFS(dir), kept: map[string]*served{}}
	mux := http.NewServeMux()
	mux.Handle("/", files)
	mux.Handle(SubPath, http.StripPrefix(strings.TrimSuffix(SubPath, "/"), files))
	return mux
}

type server struct {
	fsys fs.FS
	mu   sync.Mutex
	kept map[string]*served
}

// A served file is a file as it is sent.
type served struct {
	made       time.Time
	size       int64
	data, gzip []byte
	etag       string
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.Error(w, "only GET and HEAD are served", http.StatusMethodNotAllowed)
		return
	}
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	if name == "" {
		name = "index.html"
	}
	status := http.StatusOK
	f, err := s.file(name)
	if err != nil {
		name, status = "404.html", http.StatusNotFound
		if f, err = s.file(name); err != nil {
			http.NotFound(w, r)
			return
		}
	}
	f.send(w, r, name, status)
}

// file returns a file, compressed when it is first asked for.
func (s *server) file(name string) (*served, error) {
	info, err := fs.Stat(s.fsys, name)
	if err != nil || info.IsDir() {
		return nil, fs.ErrNotExist
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.kept[name]; f != nil && f.made.Equal(info.ModTime()) && f.size == info.Size() {
		return f, nil
	}
	data, err := fs.ReadFile(s.fsys, name)
	if err != nil {
		return nil, err
	}
	f := &served{made: info.ModTime(), size: info.Size(), data: data, gzip: compress(data)}
	sum := sha256.Sum256(data)
	f.etag = `"` + hex.EncodeToString(sum[:8])
	s.kept[name] = f
	return f, nil
}

func compress(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(data) // a Buffer takes everything
	_ = w.Close()
	return b.Bytes()
}

func (f *served) send(w http.ResponseWriter, r *http.Request, name string, status int) {
	h, data, etag := w.Header(), f.data, f.etag+`"`
	kind := types[path.Ext(name)]
	if kind == "" {
		kind = "application/octet-stream"
	}
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "max-age=600")
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Vary", "Accept-Encoding")
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") && r.Header.Get("Range") == "" && len(f.gzip) < len(f.data) {
		h.Set("Content-Encoding", "gzip")
		data, etag = f.gzip, f.etag+`-gzip"`
	}
	if status != http.StatusOK {
		w.WriteHeader(status)
		if r.Method == http.MethodGet {
			_, _ = w.Write(data)
		}
		return
	}
	h.Set("ETag", etag)
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
}
