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
	sum := sha256.Sum256(data)
	return asset{fmt.Sprintf("%s-%s.%s", name, hex.EncodeToString(sum[:6]), ext), data}
}

// assets are the files that the page loads.
type assets struct{ Theme, Style, Boot, Fonts, Guide, Worker, Model, Icon asset }

func (a assets) all() []asset {
	return []asset{a.Theme, a.Style, a.Boot, a.Fonts, a.Guide, a.Worker, a.Model, a.Icon}
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
	} {
		data, err := f.make()
		if err != nil {
			return a, err
		}
		*f.asset = newAsset(f.name, f.ext, data)
	}
	return a, nil
}
