package main

import (
	"io"
	"runtime"
)

// A frugal reader reads a large file in WebAssembly. Each read goes through a
// buffer of JavaScript's, which is not freed before Go's garbage collector has
// found that nobody needs it any more. Weights give that no reason to run: it
// waits until Go has twice as much as it has. So it is called now and then,
// which costs little, as there are no pointers in weights.
type frugal struct {
	io.ReaderAt
	since int // bytes read since the last collection
}

// mostBuffers is how many bytes of buffers are left lying about.
const mostBuffers = 64 << 20

// ReadAt implements io.ReaderAt.
func (f *frugal) ReadAt(b []byte, offset int64) (int, error) {
	if f.since += len(b); f.since > mostBuffers {
		runtime.GC()
		f.since = 0
	}
	return f.ReaderAt.ReadAt(b, offset)
}

// frugally returns r for reading much of it.
func frugally(r io.ReaderAt) io.ReaderAt {
	if runtime.GOOS == "js" {
		return &frugal{ReaderAt: r}
	}
	return r
}
