package chapters

import "zerotoai/widgets/doc"

// read reads a text. The program on a page is compiled with texts that have
// been read: cmd/site/edition puts them in the place of the Markdown.
func read(text []byte) (*doc.Document, error) { return doc.Decode(text) }
