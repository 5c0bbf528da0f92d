package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"
)

// inside is what the single file has in itself. It is loaded as from other
// files: boot.js makes scripts of Carried when it needs them.
type inside struct {
	Icon    template.URL
	Theme   template.JS
	Style   template.CSS
	Carried []carried
	Boot    template.JS
}

// A carried script waits as text in an element with its name.
type carried struct {
	Name string
	Text template.HTML
}

// single writes the guide as one file, that opens by double click with nothing
// beside it. Its policy lets in what it holds, by hash, and nothing else.
//
// Of a figure's pictures it has no narrow ones: they would be a third of it, to
// be seen for a second before the program paints.
func (s *Site) single(a assets) ([]byte, error) {
	sections, err := s.sections(gallery{hang: dataURL})
	if err != nil {
		return nil, err
	}
	in := &inside{
		Icon: template.URL(dataURL(a.Icon.data)), Theme: template.JS(a.Theme.data), Style: template.CSS(a.Style.data), Boot: template.JS(a.Boot.data),
	}
	scripts := []asset{a.Fonts, a.Guide, a.Worker, a.Model}
	for _, f := range scripts {
		in.Carried = append(in.Carried, carried{f.Name, template.HTML(f.data)})
	}
	scripts = append(scripts, a.Theme, a.Boot)
	for _, f := range append(scripts, a.Style) {
		if err := checkRaw(f); err != nil {
			return nil, err
		}
	}
	return s.execute("index.html", shell{assets: a, Policy: policy{Scripts: hashes(scripts...), Styles: hashes(a.Style)}, Sections: sections, Inside: in})
}

// hashes writes sources of a policy that let in what is written in the page.
func hashes(as ...asset) string {
	var sources []string
	for _, a := range as {
		sum := sha256.Sum256(a.data)
		sources = append(sources, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	}
	return strings.Join(sources, " ")
}

// checkRaw checks that a script or a style may stand in a page as it is.
func checkRaw(a asset) error {
	lower := bytes.ToLower(a.data)
	for _, end := range []string{"</script", "</style", "<!--"} {
		if bytes.Contains(lower, []byte(end)) {
			return fmt.Errorf("site: %s holds %s, which would end it inside of a page", a.Name, end)
		}
	}
	return nil
}
