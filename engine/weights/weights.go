// Package weights reads and writes the weights of models as safetensors files.
//
//	f, err := weights.Open(r, size)
//	err = f.Load([]weights.Tensor{{Name: "wte.weight", Shape: []int{50257, 768}, Data: data}})
//
// A file is a header, which says of each tensor its name, its type, its shape
// and where its numbers are, and then the numbers of all tensors without a gap.
// Open reads the header and checks all of it; what it returns can be relied
// on: every tensor is as long as its shape and type say and lies within the
// file, on its own. Numbers are read when they are asked for, a mebibyte at a
// time, and become float32 in the place where the caller wants them. So a file
// is never held as a whole, and nothing large is allocated for what a file
// claims.
//
// Source: the description of the format and the reader of
// github.com/huggingface/safetensors.
package weights

import (
	"fmt"
	"io"
	"math"
	"slices"
)

// A File is a safetensors file that has been opened. It reads from what it was
// opened with, and goroutines may share it if they may share that.
type File struct {
	Metadata map[string]string // free text of whoever wrote the file
	Entries  []Entry           // in the order of their numbers in the file

	r      io.ReaderAt
	byName map[string]int
}

// An Entry is what a header says about a tensor.
type Entry struct {
	Name  string
	Type  DType
	Shape []int // none for a single number

	start, size int64 // bytes of the file
}

// A Tensor is numbers in memory, row by row.
type Tensor struct {
	Name  string
	Shape []int
	Data  []float32 // as many as Shape says
}

// Find returns the entry of a tensor.
func (f *File) Find(name string) (Entry, bool) {
	i, ok := f.byName[name]
	if !ok {
		return Entry{}, false
	}
	return f.Entries[i], true
}

// Len returns how many numbers the tensor has.
func (e Entry) Len() int { return int(e.size / e.Type.size()) }

// Check reports the first of the tensors that f does not have, or has in
// another shape, or of a type that is not a float of 16 or 32 bits. Their Data
// does not matter.
func (f *File) Check(want []Tensor) error {
	for _, t := range want {
		e, ok := f.Find(t.Name)
		switch {
		case !ok:
			return fmt.Errorf("weights: there is no tensor %q", t.Name)
		case !slices.Equal(e.Shape, t.Shape):
			return fmt.Errorf("weights: tensor %q has the shape %v, want %v", t.Name, e.Shape, t.Shape)
		case !e.Type.float():
			return fmt.Errorf("weights: tensor %q is of type %v, which is not read: want F32, F16 or BF16", t.Name, e.Type)
		}
	}
	return nil
}

// Load fills Data of each of the tensors from f. It checks all of them before
// it fills the first. Data must be as long as Shape says.
func (f *File) Load(want []Tensor) error {
	if err := f.Check(want); err != nil {
		return err
	}
	room := newRoom()
	for _, t := range want {
		e, _ := f.Find(t.Name)
		if len(t.Data) != e.Len() {
			return fmt.Errorf("weights: there is room for %d of the %d numbers of tensor %q", len(t.Data), e.Len(), t.Name)
		}
		if err := f.fill(t.Data, e, room); err != nil {
			return err
		}
	}
	return nil
}

func (f *File) fill(data []float32, e Entry, room *room) error {
	return f.each(e, room, func(at int, bytes []byte) { e.Type.decode(data[at:], bytes) })
}

// Numbers calls do with the numbers of a tensor, some at a time: those from
// index at on, which are valid until do returns.
func (f *File) Numbers(name string, do func(at int, numbers []float32)) error {
	e, ok := f.Find(name)
	if !ok {
		return fmt.Errorf("weights: there is no tensor %q", name)
	}
	if err := f.Check([]Tensor{{Name: name, Shape: e.Shape}}); err != nil {
		return err
	}
	var numbers []float32
	return f.each(e, newRoom(), func(at int, bytes []byte) {
		n := len(bytes) / int(e.Type.size())
		numbers = slices.Grow(numbers[:0], n)[:n]
		e.Type.decode(numbers, bytes)
		do(at, numbers)
	})
}

// A room is where bytes are put that were just read. Its length is a multiple
// of every type's size.
type room [1 << 20]byte

func newRoom() *room { return new(room) }

// each reads a tensor in parts.
func (f *File) each(e Entry, room *room, do func(at int, bytes []byte)) error {
	for done := int64(0); done < e.size; {
		part := room[:min(e.size-done, int64(len(room)))]
		if err := readAt(f.r, part, e.start+done); err != nil {
			return fmt.Errorf("weights: tensor %q: %w", e.Name, err)
		}
		do(int(done/e.Type.size()), part)
		done += int64(len(part))
	}
	return nil
}

// readAt fills b with the bytes of r from offset on.
func readAt(r io.ReaderAt, b []byte, offset int64) error {
	n, err := r.ReadAt(b, offset)
	if n == len(b) {
		return nil
	}
	if err == nil || err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return fmt.Errorf("of %d bytes from byte %d on only %d could be read: %w", len(b), offset, n, err)
}

// Finite reports the first number that is not finite, with its tensor. A model
// with one such weight answers with nothing else.
func Finite(ts []Tensor) error {
	for _, t := range ts {
		for i, v := range t.Data {
			if v-v != 0 {
				return fmt.Errorf("weights: tensor %q: number %d is %v", t.Name, i, v)
			}
		}
	}
	return nil
}

// count returns how many numbers a shape has, or false if they are negative or
// too many to count. The dimensions are multiplied from the left, as other
// readers do, which decides about shapes like [2⁶² 2⁶² 0].
func count(shape []int) (int64, bool) {
	n := int64(1)
	for _, k := range shape {
		if k < 0 || k > 0 && n > math.MaxInt64/int64(k) {
			return 0, false
		}
		n *= int64(k)
	}
	return n, true
}
