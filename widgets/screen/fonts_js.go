package screen

import (
	"bytes"
	"io/fs"
	"syscall/js"
	"time"
)

// PageFonts returns the bundled fonts that the page has loaded: the same bytes
// that the browser sets its own text in.
func PageFonts() fs.FS {
	faces := js.Global().Get("zerotoai").Get("faces")
	files := memory{}
	names := js.Global().Get("Object").Call("keys", faces)
	for i := range names.Length() {
		name := names.Index(i).String()
		data := faces.Get(name)
		files[name] = make([]byte, data.Length())
		js.CopyBytesToGo(files[name], data)
	}
	return files
}

// A memory is files by their names, all in one folder.
type memory map[string][]byte

// Open implements fs.FS.
func (m memory) Open(name string) (fs.File, error) {
	b, ok := m[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &memoryFile{bytes.NewReader(b), name}, nil
}

// ReadFile implements fs.ReadFileFS, without a copy.
func (m memory) ReadFile(name string) ([]byte, error) {
	if b, ok := m[name]; ok {
		return b, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

type memoryFile struct {
	*bytes.Reader
	name string
}

func (f *memoryFile) Close() error               { return nil }
func (f *memoryFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *memoryFile) Name() string               { return f.name }
func (f *memoryFile) Mode() fs.FileMode          { return 0o444 }
func (f *memoryFile) ModTime() time.Time         { return time.Time{} }
func (f *memoryFile) IsDir() bool                { return false }
func (f *memoryFile) Sys() any                   { return nil }
