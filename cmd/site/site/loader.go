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

// boot is Go's runtime support, what loads the kernel, and the scripts that
// start the guide, what stands around it, and its jobs.
//
// The runtime support is a function, as what loads the kernel is, so that a
// worker can be made from their text and needs no second copy.
func (s *Site) boot() ([]byte, error) {
	page, err := s.join("boot.js", "frame.js", "job.js", "offline.js")
	if err != nil {
		return nil, err
	}
	kernel, err := fs.ReadFile(s.Kernel, "kernel.js")
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "'use strict';\nfunction wasmExec() {\n%s\n}\nwasmExec();\n\n%s\n%s", s.WasmExec, kernel, page)
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

// guide is a script that carries the program of the page and the kernel.
func (s *Site) guide() ([]byte, error) {
	script, err := program("wasm", s.Wasm)
	if err != nil {
		return nil, err
	}
	kernel, err := s.kernel()
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(script, "window.zerotoai.kernel = %s;\n", kernel), nil
}

// program is a script that carries a program by the name of a field of
// zerotoai. It is compressed: from a disk nothing else would compress it, and a
// web server compresses the text it makes back to nearly the same size.
func program(name string, wasm []byte) ([]byte, error) {
	var z bytes.Buffer
	w, err := gzip.NewWriterLevel(&z, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(wasm); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, "window.zerotoai.%s = %q;\n", name, base64.StdEncoding.EncodeToString(z.Bytes())), nil
}

// kernel is the modules of the kernel as an object of JavaScript, by name and
// in base64, as kernel.js wants them decoded.
func (s *Site) kernel() ([]byte, error) {
	modules := map[string][]byte{"stub": nil, "simd": nil, "relaxed": nil}
	for name := range modules {
		var err error
		if modules[name], err = fs.ReadFile(s.Kernel, name+".wasm"); err != nil {
			return nil, err
		}
	}
	return json.Marshal(modules)
}

// model is a script that carries the files of the model, by name and in base64.
func (s *Site) model() ([]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(s.Model, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[name], err = fs.ReadFile(s.Model, name)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(files)
	return fmt.Appendf(nil, "window.zerotoai.model = %s;\n", text), err
}
