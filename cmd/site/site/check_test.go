package site_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/xml"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"zerotoai/cmd/site/site"
)

// An element is a start tag with its attributes, or an end tag.
type element struct {
	name       string
	end, empty bool
	attrs      map[string]string
}

var (
	markup    = regexp.MustCompile(`<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z:-]+(?:="[^"]*")?)*)\s*(/?)>`)
	attribute = regexp.MustCompile(`([a-zA-Z:-]+)(?:="([^"]*)")?`)
)

// elements reads the tags of a page.
func elements(page string) (es []element) {
	for _, m := range markup.FindAllStringSubmatch(page, -1) {
		e := element{name: m[2], end: m[1] == "/", empty: m[4] == "/", attrs: map[string]string{}}
		for _, a := range attribute.FindAllStringSubmatch(m[3], -1) {
			e.attrs[a[1]] = html.UnescapeString(a[2])
		}
		es = append(es, e)
	}
	return es
}

// checkSite checks what must hold of every site.
func checkSite(t *testing.T, s *site.Site, files map[string][]byte) {
	t.Helper()
	index := string(files["index.html"])
	es := elements(index)
	checkTags(t, index, es)
	checkBalance(t, es)
	checkIDs(t, es)
	checkLinks(t, es, files)
	checkPolicy(t, es, files)
	checkPictures(t, es, files)
	checkSingle(t, string(files[site.Single]))
	for _, p := range s.Pages {
		if !strings.Contains(index, `<section class="chapter" id="`+p.ID+`">`) {
			t.Errorf("the page lacks the section %s", p.ID)
		}
	}
}

// checkTags checks that all that starts like a tag is one that elements reads.
func checkTags(t *testing.T, page string, es []element) {
	t.Helper()
	if n := strings.Count(page, "<") - strings.Count(page, "<!"); n != len(es) {
		t.Errorf("%d signs < in the page, %d tags: something is not escaped", n, len(es))
	}
}

var void = []string{"meta", "link", "br", "img", "source", "input"}

// checkBalance checks that every element ends inside the one it started in.
func checkBalance(t *testing.T, es []element) {
	t.Helper()
	var open []string
	for _, e := range es {
		switch {
		case e.empty || slices.Contains(void, e.name):
		case !e.end:
			open = append(open, e.name)
		case len(open) == 0 || open[len(open)-1] != e.name:
			t.Fatalf("</%s> while these are open: %v", e.name, open)
		default:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Errorf("not ended: %v", open)
	}
}

func checkIDs(t *testing.T, es []element) {
	t.Helper()
	seen := map[string]bool{}
	titles := 0
	for _, e := range es {
		if id, ok := e.attrs["id"]; ok {
			if seen[id] || id == "" {
				t.Errorf("the id %q is there twice, or empty", id)
			}
			seen[id] = true
		}
		if e.name == "h1" && !e.end {
			titles++
		}
	}
	if titles != 1 {
		t.Errorf("%d headings of level 1", titles)
	}
}

// checkLinks checks that every address leads to a place in the page, a file of
// the site or, from a link only, out into the Web.
func checkLinks(t *testing.T, es []element, files map[string][]byte) {
	t.Helper()
	ids := map[string]bool{}
	for _, e := range es {
		ids[e.attrs["id"]] = true
	}
	for _, e := range es {
		for _, name := range []string{"href", "src", "srcset", "data-fonts", "data-guide", "data-worker", "data-model", "data-manifest", "data-service", "aria-labelledby"} {
			if url, ok := e.attrs[name]; ok && !leads(e, name, url, ids, files) {
				t.Errorf("<%s %s=%q> leads nowhere", e.name, name, url)
			}
		}
	}
}

func leads(e element, name, url string, ids map[string]bool, files map[string][]byte) bool {
	place, inPage := strings.CutPrefix(url, "#")
	place, _, _ = strings.Cut(place, "?")
	switch {
	case name == "aria-labelledby":
		return ids[url]
	case inPage:
		return ids[place]
	case e.name == "a":
		return strings.HasPrefix(url, "https://")
	}
	return named(url, files[url])
}

// named reports whether a file is there and its name holds its hash.
func named(name string, data []byte) bool {
	sum := sha256.Sum256(data)
	if name == site.Service { // names all the others
		return data != nil
	}
	return data != nil && strings.Contains(name, "-"+hex.EncodeToString(sum[:6])+".")
}

// checkPictures checks that every picture of a figure is shown, in one theme of
// two, with words and the size that it will have, and that it asks for nothing
// itself: no browser would load it.
func checkPictures(t *testing.T, es []element, files map[string][]byte) {
	t.Helper()
	shown := map[string]bool{}
	themes := map[string]int{}
	for _, e := range es {
		shown[e.attrs["srcset"]] = true
		if e.name != "img" {
			continue
		}
		shown[e.attrs["src"]] = true
		themes[e.attrs["class"]]++
		if e.attrs["alt"] == "" || e.attrs["width"] == "" || e.attrs["height"] == "" || e.attrs["loading"] != "lazy" {
			t.Errorf("<img src=%q> lacks words, its size or patience: %v", e.attrs["src"], e.attrs)
		}
	}
	if len(themes) != 2 || themes["light"] != themes["dark"] {
		t.Errorf("pictures for the themes: %v", themes)
	}
	for name, data := range files {
		if !strings.HasPrefix(name, "figure-") {
			continue
		}
		if !shown[name] {
			t.Errorf("%s is not shown", name)
		}
		checkSVG(t, name, data)
	}
}

func checkSVG(t *testing.T, name string, data []byte) {
	t.Helper()
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		e, _ := token.(xml.StartElement)
		for _, a := range e.Attr {
			if a.Name.Local == "href" && !strings.HasPrefix(a.Value, "data:image/png;base64,") {
				t.Errorf("%s asks for %s", name, a.Value)
			}
		}
	}
}

// checkPolicy checks that nothing is in the page that its own policy refuses.
func checkPolicy(t *testing.T, es []element, files map[string][]byte) {
	t.Helper()
	for _, e := range es {
		if e.name == "style" || e.name == "script" && !e.end && e.attrs["src"] == "" {
			t.Errorf("an inline <%s>", e.name)
		}
		for name := range e.attrs {
			if name == "style" || strings.HasPrefix(name, "on") {
				t.Errorf("<%s> has the attribute %s", e.name, name)
			}
		}
	}
	for name, data := range files {
		if strings.HasSuffix(name, ".html") && !strings.Contains(string(data), "default-src 'none'") {
			t.Errorf("%s has no policy", name)
		}
	}
}

var (
	written = regexp.MustCompile(`(?s)<(script|style)[^>]*>(.*?)</(?:script|style)>`)
	asked   = regexp.MustCompile(`<(?:script|link|img|source)[^>]* (?:src|href|srcset)="([^"]{0,30})`)
)

// checkSingle checks that the single file asks for nothing, and that its policy
// lets in the scripts and styles that it holds, and only these.
func checkSingle(t *testing.T, page string) {
	t.Helper()
	for _, m := range asked.FindAllStringSubmatch(page, -1) {
		if !strings.HasPrefix(m[1], "data:") {
			t.Errorf("the single file asks for %s", m[1])
		}
	}
	policy := html.UnescapeString(page[:strings.Index(page, "<title>")])
	held := written.FindAllStringSubmatch(page, -1)
	for _, m := range held {
		sum := sha256.Sum256([]byte(m[2]))
		if hash := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(policy, hash) {
			t.Errorf("the single file's policy lacks a %s: %.40q", m[1], m[2])
		}
	}
	if n := strings.Count(policy, "'sha256-"); n != len(held) || n == 0 || strings.Contains(policy, "'self'") {
		t.Errorf("the single file's policy lets in more than the %d that it holds: %s", len(held), policy)
	}
}
