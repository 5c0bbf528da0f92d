package main

import (
	"errors"
	"io"
	"syscall/js"

	"zerotoai/engine/job"
)

// part is the most that is read of a file at once.
const part = 1 << 20

// A file is a File or Blob of the browser, read in parts: it is never held as
// a whole. It is for one goroutine.
type file struct {
	host *host
	blob js.Value
	size int64
	room js.Value // a Uint8Array, for all parts
	done chan error
	then [2]js.Func // when a part has been read, and when it could not be
}

// files makes Go's files of an object that has them by name.
func (h *host) files(object js.Value) map[string]job.File {
	files := map[string]job.File{}
	if object.IsUndefined() {
		return files
	}
	names := js.Global().Get("Object").Call("keys", object)
	for i := range names.Length() {
		name := names.Index(i).String()
		f := h.open(object.Get(name))
		files[name] = job.File{ReaderAt: f, Size: f.size}
	}
	return files
}

func (h *host) open(blob js.Value) *file {
	f := &file{host: h, blob: blob, size: int64(blob.Get("size").Float()), done: make(chan error, 1)}
	f.room = js.Global().Get("Uint8Array").New(part)
	f.then[0] = js.FuncOf(func(js.Value, []js.Value) any {
		f.done <- nil
		return nil
	})
	f.then[1] = js.FuncOf(func(_ js.Value, args []js.Value) any {
		f.done <- errors.New("the file could not be read: " + args[0].Call("toString").String())
		return nil
	})
	return f
}

// ReadAt implements io.ReaderAt. Meanwhile the browser's events go on.
func (f *file) ReadAt(b []byte, offset int64) (n int, err error) {
	for n < len(b) {
		want := min(len(b)-n, part, int(f.size-offset)-n)
		if want <= 0 {
			return n, io.EOF
		}
		f.host.js.Call("read", f.blob, offset+int64(n), want, f.room).Call("then", f.then[0], f.then[1])
		if err := <-f.done; err != nil {
			return n, err
		}
		n += js.CopyBytesToGo(b[n:n+want], f.room)
	}
	return n, nil
}
