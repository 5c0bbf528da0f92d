package site

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io/fs"

	"zerotoai/widgets/typeset"
)

// boot is Go's runtime support and the script that starts the guide.
//
// The runtime support is a function, so that a worker can be made from the
// function's text and needs no second copy.
func (s *Site) boot() ([]byte, error) {
	boot, err := s.join("boot.js")
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "'use strict';\nfunction wasmExec() {\n%s\n}\nwasmExec();\n\n%s", s.WasmExec, boot)
	return b.Bytes(), nil
}

// A loadedFont is what boot.js finds in zerotoai.fonts.
type loadedFont struct {
	File   string `json:"file"`
	Family string `json:"family"`
	Weight string `json:"weight"`
	Style  string `json:"style"`
	Data   string `json:"data"` // base64
}

// fonts is a script that carries the fonts. The program and the page use the
// same bytes, so there is no second way for a style sheet to load them.
func (s *Site) fonts() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("window.zerotoai.fonts = [\n")
	for _, f := range typeset.Files {
		data, err := fs.ReadFile(s.Fonts, f.Name)
		if err != nil {
			return nil, err
		}
		style := "normal"
		if f.Italic {
			style = "italic"
		}
		text, err := json.Marshal(loadedFont{f.Name, f.CSS, f.Weight, style, base64.StdEncoding.EncodeToString(data)})
		if err != nil {
			return nil, err
		}
		b.Write(text)
		b.WriteString(",\n")
	}
	b.WriteString("];\n")
	return b.Bytes(), nil
}

// guide is a script that carries the program, compressed: from a disk nothing
// else would compress it, and a web server compresses the text it makes back
// to nearly the same size.
func (s *Site) guide() ([]byte, error) {
	var z bytes.Buffer
	w, err := gzip.NewWriterLevel(&z, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(s.Wasm); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, "window.zerotoai.wasm = %q;\n", base64.StdEncoding.EncodeToString(z.Bytes())), nil
}
