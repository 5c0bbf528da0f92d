package typeset

import (
	"bytes"
	"fmt"
	"io/fs"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/shaping"

	"zerotoai/widgets/paint"
)

// A File is a bundled font: the face that a Font of its Family gets.
type File struct {
	Family paint.Family
	Italic bool
	Name   string // of the file, in the folder of fonts
	CSS    string // the name of the family on the page
	Weight string // the weights it has, as CSS has them
}

// Files are the bundled fonts. Painting, measuring and the page use the same
// bytes, so that what is painted lies where it is selected.
var Files = []File{
	{paint.Sans, false, "Inter.ttf", "Inter", "100 900"},
	{paint.Sans, true, "Inter-Italic.ttf", "Inter", "400"},
	{paint.Mono, false, "JetBrainsMono.ttf", "JetBrains Mono", "400"},
}

// CSS is the list of font families that the page uses for f. It ends in the
// reader's own fonts, for the signs that the bundled ones lack.
func CSS(f paint.Family) string {
	if f == paint.Mono {
		return `"JetBrains Mono",Inter,ui-monospace,monospace`
	}
	return `Inter,system-ui,sans-serif`
}

// FileOf returns the bundled font for f: a Mono has no italic of its own.
func FileOf(f paint.Font) File {
	for _, file := range Files {
		if file.Family == f.Family && file.Italic == f.Italic {
			return file
		}
	}
	if f.Italic {
		f.Italic = false
		return FileOf(f)
	}
	return Files[0]
}

// A Fonts is the bundled fonts, read. It is not safe for concurrent use.
type Fonts struct {
	fonts   map[string]*font.Font
	faces   map[faceKey]*face
	scripts shaping.Segmenter
}

// A face is a font in one weight, with a shaper of its own: go-text's shaper
// keeps the first weight that it sees of a font.
type face struct {
	*font.Face
	shaper shaping.HarfbuzzShaper
}

// ResolveFace implements shaping.Fontmap: what f lacks is not shaped.
func (f *face) ResolveFace(rune) *font.Face { return f.Face }

type faceKey struct {
	file   string
	weight int
}

// Load reads the bundled fonts from the root of fsys.
func Load(fsys fs.FS) (*Fonts, error) {
	f := &Fonts{fonts: map[string]*font.Font{}, faces: map[faceKey]*face{}}
	for _, file := range Files {
		b, err := fs.ReadFile(fsys, file.Name)
		if err != nil {
			return nil, fmt.Errorf("typeset: %w", err)
		}
		face, err := font.ParseTTF(bytes.NewReader(b))
		if err != nil {
			return nil, fmt.Errorf("typeset: %s: %w", file.Name, err)
		}
		f.fonts[file.Name] = face.Font
	}
	return f, nil
}

// face returns the face of f.
func (fs *Fonts) face(f paint.Font) *face {
	key := faceKey{FileOf(f).Name, f.Weight}
	if key.weight == 0 {
		key.weight = 400
	}
	if face, ok := fs.faces[key]; ok {
		return face
	}
	made := &face{Face: font.NewFace(fs.fonts[key.file])}
	made.SetVariations([]font.Variation{{Tag: weightTag, Value: float32(key.weight)}})
	fs.faces[key] = made
	return made
}

var weightTag = ot.MustNewTag("wght")
