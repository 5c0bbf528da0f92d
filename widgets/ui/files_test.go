package ui_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"zerotoai/widgets/ui"
)

// Whatever a file is called, its title is a short word or two of one line.
func TestFileTitle(t *testing.T) {
	for name, want := range map[string]string{
		"model.safetensors":            "“model.safetensors”",
		"":                             "a file without a name",
		"\x00\x1b[31m\r\n":             "“[31m”",
		"\u202egnp.exe":                "“gnp.exe”", // would be read from right to left
		"<script>alert(1)</script>":    "“<script>alert(1)</script>”",
		strings.Repeat("a", 400) + "z": "“" + strings.Repeat("a", 30) + "…" + strings.Repeat("a", 29) + "z”",
		"\xff.bin":                     "“�.bin”",
	} {
		if got := (ui.File{Name: name}).Title(); got != want {
			t.Errorf("%.20q is shown as %q, want %q", name, got, want)
		}
	}
}

func FuzzFileTitle(f *testing.F) {
	f.Add("a\u2066b")
	f.Fuzz(func(t *testing.T, name string) {
		got := ui.File{Name: name}.Title()
		if !utf8.ValidString(got) || utf8.RuneCountInString(got) > 64 || strings.ContainsAny(got, "\n\r\x00\u202e\u2028") {
			t.Errorf("%q is shown as %q", name, got)
		}
	})
}
