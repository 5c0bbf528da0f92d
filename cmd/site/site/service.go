package site

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"

	"zerotoai/widgets/theme"
)

// Service is the script that keeps the site on the reader's device. Browsers
// know it by its name.
const Service = "service.js"

// service writes the script for a version of the site: its page, and all that
// this loads. Its bytes change with the page, by which browsers see that there
// is a new version.
func (s *Site) service(page []byte, names []string) ([]byte, error) {
	script, err := fs.ReadFile(s.Shell, Service)
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	list, err := json.Marshal(names)
	return fmt.Appendf(nil, "const page = %q, files = %s;\n%s", sum(page), list, script), err
}

// manifest says what the guide is when it is installed. Its window has a button
// to go back and one to reload: what is read in it is a document.
func (a *assets) manifest() ([]byte, error) {
	type icon struct {
		Src     string `json:"src"`
		Sizes   string `json:"sizes"`
		Type    string `json:"type"`
		Purpose string `json:"purpose"`
	}
	return json.Marshal(struct {
		Name       string `json:"name"`
		ShortName  string `json:"short_name"`
		Start      string `json:"start_url"`
		Scope      string `json:"scope"`
		Display    string `json:"display"`
		Background string `json:"background_color"`
		Theme      string `json:"theme_color"`
		Icons      []icon `json:"icons"`
	}{
		"From Zero to AI", "Zero to AI", "./", "./", "minimal-ui", hexColour(theme.Dark.Ground), hexColour(theme.Dark.Ground),
		[]icon{
			{a.Icon192.Name, "192x192", "image/png", "any"},
			{a.Icon512.Name, "512x512", "image/png", "any"},
			{a.Maskable.Name, "512x512", "image/png", "maskable"},
			{a.Icon.Name, "any", "image/svg+xml", "any"},
		},
	})
}
