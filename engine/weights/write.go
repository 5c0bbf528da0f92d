package weights

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// alignment is that of the first number in a file, as the format wants it for
// readers that map files into memory.
const alignment = 8

// Write writes tensors as a safetensors file, in their order, in the type F32
// or F16. Numbers that are not finite are written as they are; a finite one
// that is too large for F16 is an error. Nothing is written if the tensors are
// wrong: without a name or with another's, or not as long as their shapes say.
func Write(w io.Writer, t DType, metadata map[string]string, tensors []Tensor) error {
	header, err := makeHeader(t, metadata, tensors)
	if err != nil {
		return fmt.Errorf("weights: %w", err)
	}
	if _, err := w.Write(header); err != nil {
		return fmt.Errorf("weights: %w", err)
	}
	b := make([]byte, 0, len(room{}))
	for _, tensor := range tensors {
		if err := writeNumbers(w, t, tensor.Data, b); err != nil {
			return fmt.Errorf("weights: tensor %q: %w", tensor.Name, err)
		}
	}
	return nil
}

// writeNumbers writes numbers in parts that b has room for.
func writeNumbers(w io.Writer, t DType, numbers []float32, b []byte) error {
	for at := 0; at < len(numbers); {
		n := min(len(numbers)-at, cap(b)/int(t.size()))
		bytes, bad := t.encode(b[:0], numbers[at:at+n])
		if bad >= 0 {
			return fmt.Errorf("number %d is %v, too large for %s", at+bad, numbers[at+bad], t)
		}
		if _, err := w.Write(bytes); err != nil {
			return err
		}
		at += n
	}
	return nil
}

// headed is what a header says about a tensor.
type headed struct {
	Type    DType    `json:"dtype"`
	Shape   []int    `json:"shape"`
	Offsets [2]int64 `json:"data_offsets"`
}

// makeHeader returns the length of the header and the header.
func makeHeader(t DType, metadata map[string]string, tensors []Tensor) ([]byte, error) {
	if t != F32 && t != F16 {
		return nil, fmt.Errorf("the type %s is not written", t)
	}
	h := headerWriter{seen: map[string]bool{metadataKey: true}}
	if len(metadata) > 0 {
		h.add(metadataKey, metadata)
	}
	for _, tensor := range tensors {
		if err := h.tensor(t, tensor); err != nil {
			return nil, fmt.Errorf("tensor %q: %w", tensor.Name, err)
		}
	}
	return h.finish(), nil
}

// A headerWriter writes an object whose members keep their order.
type headerWriter struct {
	bytes.Buffer
	seen map[string]bool
	end  int64 // of the numbers of all tensors so far
}

func (h *headerWriter) tensor(t DType, tensor Tensor) error {
	n, ok := count(tensor.Shape)
	switch {
	case tensor.Name == "" || h.seen[tensor.Name] || !utf8.ValidString(tensor.Name):
		return errors.New("the name is missing, taken, or not UTF-8")
	case !ok || int(n) != len(tensor.Data):
		return fmt.Errorf("there are %d numbers for the shape %v", len(tensor.Data), tensor.Shape)
	}
	h.seen[tensor.Name] = true
	start := h.end
	h.end += n * t.size()
	h.add(tensor.Name, headed{t, append([]int{}, tensor.Shape...), [2]int64{start, h.end}})
	return nil
}

func (h *headerWriter) add(name string, v any) {
	if h.Len() > 0 {
		h.WriteByte(',')
	}
	for i, part := range []any{name, v} {
		if i > 0 {
			h.WriteByte(':')
		}
		b, err := json.Marshal(part)
		if err != nil {
			panic("weights: " + err.Error()) // texts and numbers can be written
		}
		h.Write(b)
	}
}

func (h *headerWriter) finish() []byte {
	text := "{" + h.String() + "}"
	text += strings.Repeat(" ", (alignment-len(text)%alignment)%alignment)
	return append(binary.LittleEndian.AppendUint64(nil, uint64(len(text))), text...)
}
