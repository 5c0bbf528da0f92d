package main

import (
	"io"
	"io/fs"
	"runtime"
)

// A frugal file is a large one that is read in WebAssembly. Each read goes
// through a buffer of JavaScript's, which is not freed before Go's garbage
// collector has found that nobody needs it any more. Weights give that no reason
// to run: it waits until Go has twice as much as it has. So it is called now and
// then, which costs little, as there are no pointers in weights.
type frugal struct {
	fs.File
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

// A frugalFS is a folder of frugal files.
type frugalFS struct{ fs.FS }

// Open implements fs.FS.
func (f frugalFS) Open(name string) (fs.File, error) {
	file, err := f.FS.Open(name)
	if r, ok := file.(io.ReaderAt); ok && err == nil {
		return &frugal{File: file, ReaderAt: r}, nil
	}
	return file, err
}

// frugally returns folder for reading much of its files.
func frugally(folder fs.FS) fs.FS {
	if runtime.GOOS == "js" {
		return frugalFS{folder}
	}
	return folder
}
