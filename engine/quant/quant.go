// Package quant keeps the weights of a model in fewer bits.
//
//	p, err := quant.Pack(row, quant.Int4)
//	fmt.Println(p.Bytes(), p.Numbers())
//
// A weight of 32 bits can be rounded to 16, or to a whole number of 8 or 4
// bits times a scale. Every Group of 32 weights that stand beside each other
// has a scale of its own, in 16 bits, so that one large weight does not make
// all others coarse. With L the largest whole number, 127 or 7:
//
//	scale = max |weight| / L, as float16
//	whole = weight / scale, rounded, −L to L
//	kept  = whole · scale
//
// which is off by half a scale at most. So 32 weights of 8 bits take 34 bytes,
// and of 4 bits 18: 8.5 and 4.5 bits a weight, scales included.
//
// Matrices are kept so; the few vectors of a model, its biases and the numbers
// of its norms, stay float32, as nearly nothing is saved on them.
//
// Sources: the formats Q8_0 and Q4_0 of github.com/ggml-org/llama.cpp,
// ggml/src/ggml-common.h, are as large as those here, and Q8_0 is the same (Q4_0
// uses all 16 numbers, −8 to 7); T. Dettmers and others, LLM.int8(), 2022,
// arXiv:2208.07339, scale rows and columns by their largest number; E. Frantar
// and others, GPTQ, 2022, arXiv:2210.17323, choose the whole numbers better than
// by rounding.
package quant

import (
	"fmt"
	"math"

	"zerotoai/engine/weights"
)

// Group is how many numbers have a scale together.
const Group = 32

// A Format is how the numbers of a matrix are kept.
type Format uint8

// The formats, the most exact first.
const (
	Float32 Format = iota
	Float16
	Int8
	Int4
	Int2
)

// formats has what a Format is: a type of floating-point numbers, or the bits
// of a whole number beside a scale.
var formats = [...]struct {
	name  string
	float weights.DType
	bits  int
}{{"float32", weights.F32, 32}, {"float16", weights.F16, 16}, {"int8", "", 8}, {"4 bit", "", 4}, {"2 bit", "", 2}}

// Formats returns all formats, the most exact first.
func Formats() []Format { return []Format{Float32, Float16, Int8, Int4, Int2} }

// String returns the name of f.
func (f Format) String() string { return formats[f].name }

// Bits is how many bits a number takes, without its share of a scale.
func (f Format) Bits() int { return formats[f].bits }

// Scaled reports whether the numbers are whole ones that have scales.
func (f Format) Scaled() bool { return formats[f].float == "" }

// Most is the largest whole number of a format that has scales: 127, 7 or 1.
func (f Format) Most() int { return 1<<(f.Bits()-1) - 1 }

// bytes is how many bytes n numbers take without scales: the last one is filled
// up.
func (f Format) bytes(n int) int { return (n*f.Bits() + 7) / 8 }

// Packed is numbers in a format.
type Packed struct {
	Format Format
	Len    int // how many numbers

	numbers []byte
	scales  []byte // float16, one for each Group
}

// Pack packs numbers. It is an error if one, or a scale, is too large for
// float16 or not finite.
func Pack(x []float32, f Format) (*Packed, error) {
	p := &Packed{Format: f, Len: len(x)}
	var err error
	if !f.Scaled() {
		p.numbers, err = formats[f].float.Append(nil, x)
		return p, err
	}
	p.numbers = make([]byte, f.bytes(len(x)))
	for at := 0; at < len(x); at += Group {
		if err = p.pack(at, x[at:min(at+Group, len(x))]); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// pack packs the group that begins at a number.
func (p *Packed) pack(at int, group []float32) (err error) {
	largest := float32(0)
	for _, v := range group {
		if v != v {
			return fmt.Errorf("quant: a number is not finite")
		}
		largest = max(largest, v, -v)
	}
	if p.scales, err = weights.F16.Append(p.scales, []float32{largest / float32(p.Format.Most())}); err != nil {
		return err
	}
	scale := p.Scale(at)
	for i, v := range group {
		p.put(at+i, p.Format.round(v, scale))
	}
	return nil
}

// round returns the whole number for v. With a scale of 0 all are 0.
func (f Format) round(v, scale float32) int {
	if scale == 0 {
		return 0
	}
	most := float64(f.Most())
	return int(max(-most, min(most, math.RoundToEven(float64(v)/float64(scale)))))
}

// put writes whole number i, as a number from 0 on.
func (p *Packed) put(i, whole int) {
	bit := i * p.Format.Bits()
	p.numbers[bit/8] |= byte(whole+p.Format.Most()) << (bit % 8)
}

// Whole returns the whole number that is kept for number i.
func (p *Packed) Whole(i int) int {
	bits := p.Format.Bits()
	return int(p.numbers[i*bits/8]>>(i*bits%8)&(1<<bits-1)) - p.Format.Most()
}

// Scale returns the scale of number i.
func (p *Packed) Scale(i int) float32 {
	var s [1]float32
	weights.F16.Read(s[:], p.scales[i/Group*2:])
	return s[0]
}

// Bytes is how many bytes the numbers take, scales included.
func (p *Packed) Bytes() int { return len(p.numbers) + len(p.scales) }

// Numbers returns the numbers that are kept.
func (p *Packed) Numbers() []float32 {
	x := make([]float32, p.Len)
	if !p.Format.Scaled() {
		formats[p.Format].float.Read(x, p.numbers)
		return x
	}
	for at := 0; at < p.Len; at += Group {
		scale := p.Scale(at)
		for i := at; i < min(at+Group, p.Len); i++ {
			x[i] = float32(p.Whole(i)) * scale
		}
	}
	return x
}
