package edition

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"zerotoai/widgets/doc"
	"zerotoai/widgets/doc/markdown"
)

// readTexts reads the texts of the chapters, all that they embed as Markdown,
// and writes them into dir as package chapters wants them on a page. The file
// that it returns is for the go command's flag -overlay, which puts them in
// the place of the Markdown.
func readTexts(root, dir string) (overlay string, err error) {
	out, err := goTool(root, nil, "list", "-f", "{{$dir := .Dir}}{{range .EmbedFiles}}{{$dir}}\t{{.}}\n{{end}}", "./widgets/chapters/...")
	if err != nil {
		return "", err
	}
	replace := map[string]string{}
	for line := range strings.Lines(out) {
		from := filepath.Join(strings.Split(strings.TrimSpace(line), "\t")...)
		if filepath.Ext(from) != ".md" {
			continue
		}
		to := filepath.Join(dir, fmt.Sprintf("%d.doc", len(replace)))
		if err := readText(from, to); err != nil {
			return "", err
		}
		replace[from] = to
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	overlay = filepath.Join(dir, "overlay.json")
	return overlay, os.WriteFile(overlay, data, 0o644)
}

func readText(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	d, err := markdown.Parse(text)
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	return os.WriteFile(to, doc.Encode(d), 0o644)
}
