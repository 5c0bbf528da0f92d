package weights

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/bits"
	"slices"
	"strconv"
	"unicode/utf8"
)

const (
	// MaxHeader is how many bytes a header may have. That of GPT-2 has 14,000.
	MaxHeader = 1 << 24

	prefix      = 8 // bytes that say how long the header is
	metadataKey = "__metadata__"
)

// ErrCut says that a file has an end that its header does not expect.
var ErrCut = errors.New("it is cut off")

// Open reads and checks the header of a safetensors file of size bytes. Data
// of any kind is safe to open; an error says which tensor is wrong and how.
func Open(r io.ReaderAt, size int64) (*File, error) {
	f := &File{r: r, Metadata: map[string]string{}, byName: map[string]int{}}
	start, header, err := readHeader(r, size)
	if err == nil {
		err = f.parse(header)
	}
	if err == nil {
		err = f.place(start, size)
	}
	if err != nil {
		return nil, fmt.Errorf("weights: safetensors: %w", err)
	}
	return f, nil
}

// readHeader returns the header and the byte after it, where the numbers are.
func readHeader(r io.ReaderAt, size int64) (start int64, header []byte, err error) {
	var length [prefix]byte
	if size < prefix {
		return 0, nil, fmt.Errorf("the file has %d bytes; the length of its header alone takes %d", size, prefix)
	}
	if err := readAt(r, length[:], 0); err != nil {
		return 0, nil, err
	}
	n := binary.LittleEndian.Uint64(length[:])
	switch {
	case n > uint64(size-prefix):
		return 0, nil, fmt.Errorf("the header should have %d bytes, and the file has %d after its length", n, size-prefix)
	case n > MaxHeader:
		return 0, nil, fmt.Errorf("the header has %d bytes, more than %d", n, MaxHeader)
	}
	header = make([]byte, n)
	if err := readAt(r, header, prefix); err != nil {
		return 0, nil, err
	}
	if !utf8.Valid(header) {
		return 0, nil, fmt.Errorf("the header is not UTF-8")
	}
	return prefix + int64(n), header, nil
}

// parse reads the header into f. Where tensors start is relative to the end of
// the header.
func (f *File) parse(header []byte) error {
	d := json.NewDecoder(bytes.NewReader(header))
	err := object(d, func(name string) error {
		if name == metadataKey {
			return f.parseMetadata(d)
		}
		e, err := parseEntry(d, name)
		if err != nil {
			return fmt.Errorf("tensor %q: %w", name, err)
		}
		f.Entries = append(f.Entries, e)
		return nil
	})
	if err != nil {
		return fmt.Errorf("in the header, up to its byte %d: %w", d.InputOffset(), err)
	}
	if _, err := d.Token(); err != io.EOF {
		return fmt.Errorf("in the header: more than one value, at byte %d", d.InputOffset())
	}
	return nil
}

// object reads an object. It calls each with the names in it, which must read
// what follows; a name that is there twice is an error.
func object(d *json.Decoder, each func(name string) error) error {
	start, err := d.Token()
	if err != nil {
		return err
	}
	if start != json.Delim('{') {
		return fmt.Errorf("there is %v instead of an object", start)
	}
	seen := map[string]bool{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		name := key.(string) // the decoder sees to that
		if seen[name] {
			return fmt.Errorf("%q is there twice", name)
		}
		seen[name] = true
		if err := each(name); err != nil {
			return err
		}
	}
	_, err = d.Token()
	return err
}

func (f *File) parseMetadata(d *json.Decoder) error {
	return object(d, func(name string) error {
		var text *string
		if err := d.Decode(&text); err != nil || text == nil {
			return fmt.Errorf("%s: %q is no text", metadataKey, name)
		}
		f.Metadata[name] = *text
		return nil
	})
}

func parseEntry(d *json.Decoder, name string) (Entry, error) {
	e := Entry{Name: name}
	var shape, offsets []natural
	err := object(d, func(key string) error {
		switch key {
		case "dtype":
			return d.Decode(&e.Type)
		case "shape":
			return d.Decode(&shape)
		case "data_offsets":
			return d.Decode(&offsets)
		}
		return fmt.Errorf("it has a %q, which the format does not", key)
	})
	switch {
	case err != nil:
		return e, err
	case e.Type.size() == 0:
		return e, fmt.Errorf("the type %q is not known", string(e.Type))
	case shape == nil:
		return e, fmt.Errorf("it has no shape")
	case len(offsets) != 2:
		return e, fmt.Errorf("data_offsets has %d numbers, not 2", len(offsets))
	case offsets[0] > offsets[1]:
		return e, fmt.Errorf("it begins at byte %d and ends before, at %d", offsets[0], offsets[1])
	}
	for _, k := range shape {
		e.Shape = append(e.Shape, int(k))
	}
	e.start, e.size = int64(offsets[0]), int64(offsets[1]-offsets[0])
	return e, e.checkSize()
}

// checkSize checks that the tensor has as many bytes as its numbers take.
func (e Entry) checkSize() error {
	n, ok := count(e.Shape)
	high, low := bits.Mul64(uint64(n), uint64(e.Type.size()))
	if !ok || high != 0 {
		return fmt.Errorf("the shape %v has too many numbers", e.Shape)
	}
	if low != uint64(e.size) {
		return fmt.Errorf("%d bytes are for %v numbers of type %s, which take %d", e.size, e.Shape, e.Type, low)
	}
	return nil
}

// place orders the tensors by where they are, and checks that they fill the
// file: nothing overlaps, and nothing is left over. Where a number starts is
// not asked for, since numbers are put together from bytes.
func (f *File) place(start, size int64) error {
	slices.SortStableFunc(f.Entries, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.size, b.size))
	})
	end, before := int64(0), "the header"
	for i := range f.Entries {
		e := &f.Entries[i]
		switch {
		case e.start > end:
			return fmt.Errorf("between %s and tensor %q are %d bytes that are of no tensor", before, e.Name, e.start-end)
		case e.start < end:
			return fmt.Errorf("tensor %q overlaps with %s by %d bytes", e.Name, before, end-e.start)
		case e.size > size-start-end:
			return fmt.Errorf("tensor %q ends %d bytes behind the end of the file: %w", e.Name, e.size-(size-start-end), ErrCut)
		}
		end, before = end+e.size, fmt.Sprintf("tensor %q", e.Name)
		e.start += start
		f.byName[e.Name] = i
	}
	if end != size-start {
		return fmt.Errorf("behind %s are %d bytes that are of no tensor", before, size-start-end)
	}
	return nil
}

// A natural is a number of a header: a whole one from 0 on that an int holds.
type natural int

// UnmarshalJSON refuses what is not such a number.
func (n *natural) UnmarshalJSON(data []byte) error {
	v, err := strconv.ParseUint(string(data), 10, bits.UintSize-1)
	if err != nil {
		return fmt.Errorf("%s is not a whole number from 0 to 2^%d − 1", data[:min(len(data), 40)], bits.UintSize-1)
	}
	*n = natural(v)
	return nil
}
