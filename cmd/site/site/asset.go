package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
)

// An asset is a file that the page loads. No other content has its name.
type asset struct {
	Name string
	data []byte
}

func newAsset(name, ext string, data []byte) asset {
	return asset{fmt.Sprintf("%s-%s.%s", name, sum(data), ext), data}
}

// sum is the hash in a name.
func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:6])
}

// assets are the files that the page loads.
type assets struct {
	Theme, Style, Boot, Fonts, Guide, Worker, Model asset
	Icon, Icon192, Icon512, Maskable, Manifest      asset
}

func (a assets) all() []asset {
	return []asset{
		a.Theme, a.Style, a.Boot, a.Fonts, a.Guide, a.Worker, a.Model,
		a.Icon, a.Icon192, a.Icon512, a.Maskable, a.Manifest,
	}
}

// assets makes them.
func (s *Site) assets() (a assets, err error) {
	file := func(name string) func() ([]byte, error) {
		return func() ([]byte, error) { return fs.ReadFile(s.Shell, name) }
	}
	for _, f := range []struct {
		asset     *asset
		name, ext string
		make      func() ([]byte, error)
	}{
		{&a.Theme, "theme", "js", file("theme.js")},
		{&a.Style, "style", "css", s.style},
		{&a.Boot, "boot", "js", s.boot},
		{&a.Fonts, "fonts", "js", s.fonts},
		{&a.Guide, "guide", "js", s.guide},
		{&a.Worker, "worker", "js", func() ([]byte, error) { return program("jobProgram", s.Worker) }},
		{&a.Model, "model", "js", s.model},
		{&a.Icon, "icon", "svg", file("icon.svg")},
		{&a.Icon192, "icon", "png", file("icon-192.png")},
		{&a.Icon512, "icon", "png", file("icon-512.png")},
		{&a.Maskable, "maskable", "png", file("icon-maskable.png")},
		{&a.Manifest, "manifest", "webmanifest", a.manifest}, // names the icons
	} {
		data, err := f.make()
		if err != nil {
			return a, err
		}
		*f.asset = newAsset(f.name, f.ext, data)
	}
	return a, nil
}
