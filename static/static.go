// Package static holds what is not Go: the shell of the page, the fonts and
// the icons, each with its licence beside it.
package static

import "embed"

// Fonts holds the bundled fonts as fonts/*.ttf, for programs that have no page
// to give them: tests, the desktop window, the site's writer. The guide on a
// page gets them from its loader.
//
//go:embed fonts/*.ttf
var Fonts embed.FS

// Page holds the files that the site is made of, as page/*.
//
//go:embed page
var Page embed.FS
