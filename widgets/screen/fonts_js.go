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
	return filesOf(js.Global().Get("zerotoai").Get("faces"))
}

// filesOf returns the files of an object of Uint8Arrays by their names.
func filesOf(object js.Value) memory {
	files := memory{}
	names := js.Global().Get("Object").Call("keys", object)
	for i := range names.Length() {
		name := names.Index(i).String()
		data := object.Get(name)
		files[name] = make([]byte, data.Length())
		js.CopyBytesToGo(files[name], data)
	}
	return files
}

// BringModel asks the page for the files of the guide's model, and calls take
// with them or fail with the reason why they do not come.
func BringModel(take func(fs.FS), fail func(why string)) {
	var taken, failed js.Func
	end := func() { taken.Release(); failed.Release() }
	taken = js.FuncOf(func(_ js.Value, args []js.Value) any {
		end()
		take(filesOf(args[0]))
		return nil
	})
	failed = js.FuncOf(func(_ js.Value, args []js.Value) any {
		end()
		fail(args[0].Get("message").String())
		return nil
	})
	js.Global().Get("zerotoai").Call("bring").Call("then", taken, failed)
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
