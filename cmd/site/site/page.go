package site

import (
	"bytes"
	"encoding/base64"
	"html/template"

	"zerotoai/widgets/doc"
)

// A section is a page as the template sees it.
type section struct {
	ID, Kicker, Home string
	Article          template.HTML
}

// A shell is what the template of the page sees.
type shell struct {
	assets
	Policy   policy
	Sections []section
	Inside   *inside // of the single file
}

// A policy is the part of the page's Content-Security-Policy that the single
// file has otherwise: which scripts and styles there may be, and whether
// anything else may come from the place of the page.
type policy struct{ Scripts, Styles, Own string }

// index writes the page, and adds the pictures of its figures to files.
func (s *Site) index(a assets, files map[string][]byte) ([]byte, error) {
	sections, err := s.sections(gallery{narrow: true, hang: func(svg []byte) string {
		p := newAsset("figure", "svg", svg)
		files[p.Name] = p.data
		return p.Name
	}})
	if err != nil {
		return nil, err
	}
	return s.execute("index.html", shell{assets: a, Policy: policy{"'self'", "'self'", "'self'"}, Sections: sections})
}

func (s *Site) sections(to gallery) (sections []section, err error) {
	for i, p := range s.Pages {
		article, err := s.article(p, i, to)
		if err != nil {
			return nil, err
		}
		sections = append(sections, section{p.ID, p.Kicker, p.Home, template.HTML(article)})
	}
	return sections, nil
}

// article writes page i. The guide has one heading of level 1, on its first
// page.
func (s *Site) article(p Page, i int, to gallery) ([]byte, error) {
	var err error
	o := doc.Options{
		Prefix: p.ID + "-", Math: s.Math,
		Figure: func(name string) []byte {
			html, e := s.figure(p, name, to)
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

// dataURL is an address that is a drawing.
func dataURL(svg []byte) string {
	return "data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(svg)
}
