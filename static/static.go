// Package static holds what is not Go: the shell of the page, the fonts and
// the icons, each with its licence beside it, the kernel of engine/tensor, and
// the model that the guide reads with.
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

// Kernel holds the arithmetic of engine/tensor for browsers, as kernel/*.wasm,
// and kernel/kernel.js, which puts it in its place. Its source is beside it.
//
//go:embed kernel/kernel.js kernel/*.wasm
var Kernel embed.FS

// Model holds the model of the tiny world and its tokenizer as Hugging Face's
// tools name them: model/model.safetensors, model/tokenizer.json and
// model/config.json. cmd/train writes them.
//
//go:embed model/model.safetensors model/tokenizer.json model/config.json
var Model embed.FS
