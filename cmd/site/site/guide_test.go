package site_test

import (
	"testing"

	"zerotoai/cmd/site/edition"
	"zerotoai/widgets/chapters"
)

// TestGuide checks the guide itself, but for its program, by the laws of
// check_test.go.
func TestGuide(t *testing.T) {
	s, err := edition.New()
	if err != nil {
		t.Fatal(err)
	}
	files := filesOf(t, s)
	checkSite(t, s, files)
	pages := map[string]bool{}
	for _, p := range s.Pages {
		pages[p.ID] = true
	}
	for _, c := range chapters.All {
		if !pages[c.ID] {
			t.Errorf("the site lacks the chapter %s", c.ID)
		}
	}
	if len(files["licences.txt"]) == 0 {
		t.Error("no licences")
	}
}
