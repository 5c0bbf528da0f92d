package screen

import (
	"bytes"
	"fmt"
	"io/fs"
	"math"

	"github.com/hajimehoshi/ebiten/v2/text/v2"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/typeset"
)

// Fonts are the bundled fonts as Ebitengine draws them.
type Fonts struct {
	sources map[string]*text.GoTextFaceSource
	faces   map[faceKey]*text.GoTextFace
}

type faceKey struct {
	file   string
	size   float64 // device pixels
	weight int
}

// LoadFonts reads the bundled fonts from the root of fsys.
func LoadFonts(fsys fs.FS) (*Fonts, error) {
	f := &Fonts{map[string]*text.GoTextFaceSource{}, map[faceKey]*text.GoTextFace{}}
	for _, file := range typeset.Files {
		b, err := fs.ReadFile(fsys, file.Name)
		if err != nil {
			return nil, fmt.Errorf("screen: %w", err)
		}
		if f.sources[file.Name], err = text.NewGoTextFaceSource(bytes.NewReader(b)); err != nil {
			return nil, fmt.Errorf("screen: %s: %w", file.Name, err)
		}
	}
	return f, nil
}

// face returns the face of f for a screen of the given ratio: its size is a
// whole number of device pixels, as package typeset measured it.
func (fs *Fonts) face(f paint.Font, ratio float64) *text.GoTextFace {
	file := typeset.FileOf(f)
	key := faceKey{file.Name, math.Round(f.Size * ratio), f.Weight}
	if key.weight == 0 {
		key.weight = 400
	}
	if face, ok := fs.faces[key]; ok {
		return face
	}
	face := &text.GoTextFace{Source: fs.sources[file.Name], Size: max(1, key.size)}
	face.SetVariation(weightTag, float32(key.weight))
	if len(fs.faces) > 512 { // a zoom makes new sizes
		clear(fs.faces)
	}
	fs.faces[key] = face
	return face
}

var weightTag = text.MustParseTag("wght")
