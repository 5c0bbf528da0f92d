package weights

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/x448/float16"
)

// A DType is the type of a tensor's numbers, by its name in a header.
type DType string

// The types that are read; the first two are written.
const (
	F32  DType = "F32"  // IEEE 754, 32 bits
	F16  DType = "F16"  // IEEE 754, 16 bits: up to 65504, 11 binary digits
	BF16 DType = "BF16" // the upper half of an F32: 8 binary digits
)

// sizes has the bytes of a number of each type that a header may have. Files
// have tensors of types that are not read, as masks of U8.
var sizes = map[DType]int64{
	"BOOL": 1, "U8": 1, "I8": 1, "F8_E5M2": 1, "F8_E4M3": 1,
	"I16": 2, "U16": 2, F16: 2, BF16: 2,
	"I32": 4, "U32": 4, F32: 4,
	"I64": 8, "U64": 8, "F64": 8,
}

func (t DType) size() int64 { return sizes[t] }

// float reports whether numbers of the type are read.
func (t DType) float() bool { return slices.Contains([]DType{F32, F16, BF16}, t) }

// decode puts the numbers in b into dst. All numbers of the three types are
// float32 numbers, so nothing is rounded.
func (t DType) decode(dst []float32, b []byte) {
	switch t {
	case F32:
		for i := range len(b) / 4 {
			dst[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
		}
	case F16:
		for i := range len(b) / 2 {
			dst[i] = float16.Frombits(binary.LittleEndian.Uint16(b[2*i:])).Float32()
		}
	case BF16:
		for i := range len(b) / 2 {
			dst[i] = math.Float32frombits(uint32(binary.LittleEndian.Uint16(b[2*i:])) << 16)
		}
	}
}

// Append appends numbers to b as files of the type F32 or F16 have them. It is
// an error if a number is not finite, or becomes so.
func (t DType) Append(b []byte, numbers []float32) ([]byte, error) {
	for i, v := range numbers {
		if math.IsInf(float64(v), 0) || v != v {
			return b, fmt.Errorf("number %d is not finite", i)
		}
	}
	b, tooLarge := t.encode(b, numbers)
	if tooLarge >= 0 {
		return b, fmt.Errorf("number %d is %g, too large for %s", tooLarge, numbers[tooLarge], t)
	}
	return b, nil
}

// Read puts the first len(dst) numbers of b, which has them as Append does, into
// dst.
func (t DType) Read(dst []float32, b []byte) { t.decode(dst, b[:len(dst)*int(t.size())]) }

// encode appends numbers to b; F16 rounds to the nearest, to even if there are
// two. It returns the index of the first finite number that becomes infinite,
// or −1.
func (t DType) encode(b []byte, numbers []float32) ([]byte, int) {
	for i, v := range numbers {
		if t == F32 {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
			continue
		}
		h := float16.Fromfloat32(v)
		if h.IsInf(0) && !math.IsInf(float64(v), 0) {
			return b, i
		}
		b = binary.LittleEndian.AppendUint16(b, h.Bits())
	}
	return b, -1
}
