//go:build !js

package chapters

import (
	"zerotoai/widgets/doc"
	"zerotoai/widgets/doc/markdown"
)

// read reads a text, which is Markdown.
func read(text []byte) (*doc.Document, error) { return markdown.Parse(text) }
