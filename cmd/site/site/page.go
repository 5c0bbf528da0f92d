package site

import (
	"bytes"
	"html/template"

	"zerotoai/widgets/doc"
)

// assets are the names of the files that the page loads.
type assets struct{ Theme, Style, Boot, Fonts, Guide, Worker, Model, Icon string }

// A section is a page as the template sees it.
type section struct {
	ID, Kicker, Home string
	Article          template.HTML
}

// index writes the page, and adds the pictures of its figures.
func (s *Site) index(a assets, add addFile) ([]byte, error) {
	var sections []section
	for i, p := range s.Pages {
		article, err := s.article(p, i, add)
		if err != nil {
			return nil, err
		}
		sections = append(sections, section{p.ID, p.Kicker, p.Home, template.HTML(article)})
	}
	return s.execute("index.html", struct {
		assets
		Sections []section
	}{a, sections})
}

// article writes page i. The guide has one heading of level 1, on its first
// page.
func (s *Site) article(p Page, i int, add addFile) ([]byte, error) {
	var err error
	o := doc.Options{
		Prefix: p.ID + "-", Math: s.Math,
		Figure: func(name string) []byte {
			html, e := s.figure(p, name, add)
			if err == nil {
				err = e
			}
			return html
		},
	}
	if i > 0 {
		o.Deeper = 1
	}
	html := doc.HTML(p.Doc, o)
	return html, err
}

// notFound writes the page for an address that there is not. It is shown at
// any depth of address, so it can load nothing and only knows the way home.
func (s *Site) notFound() ([]byte, error) {
	base := s.Base
	if base == "" {
		base = "/"
	}
	return s.execute("404.html", base)
}

func (s *Site) execute(name string, data any) ([]byte, error) {
	t, err := template.ParseFS(s.Shell, name)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, data)
	return b.Bytes(), err
}
