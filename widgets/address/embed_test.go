package address

import (
	"strings"
	"testing"
)

func TestParseEmbed(t *testing.T) {
	for in, want := range map[string]Embed{
		"":                            {},
		"?theme=dark":                 {},
		"?embed=functions":            {Chapter: "functions"},
		"?embed=functions.graph":      {Chapter: "functions", Figure: "graph"},
		"?embed=tokens&theme=dark":    {Chapter: "tokens", Theme: "dark"},
		"?embed=tokens&theme=pink":    {Chapter: "tokens"},
		"?embed=<b>":                  {},
		"?embed=functions.<b>":        {Chapter: "functions"},
		"?embed=a&motion=reduce":      {Chapter: "a", Still: true},
		"?embed=a&hide=x,caption":     {Chapter: "a", NoCaption: true},
		"?embed=a&hide=menu":          {Chapter: "a", NoMenu: true},
		"?embed=a&hide=caption,menu":  {Chapter: "a", NoCaption: true, NoMenu: true},
		"?embed=a&hide=controls,menu": {Chapter: "a", Bare: true, NoMenu: true},
		"?embed=a&hide=menus,":        {Chapter: "a"},
		"?embed=a&hide=caption%zz":    {Chapter: "a"},
		"?embed=a&theme=light;x=1":    {Chapter: "a"},
		"?embed=a&embed=b":            {Chapter: "a"},
		"?embed=a&" + pad(maxLength):  {},
	} {
		if got := ParseEmbed(in); got != want {
			t.Errorf("ParseEmbed(%.60q) = %+v, want %+v", in, got, want)
		}
	}
}

func pad(n int) string { return strings.Repeat("x", n) }

// Whatever is asked for, what is read is a name, or nothing.
func FuzzParseEmbed(f *testing.F) {
	f.Add("?embed=functions.graph&theme=dark&motion=reduce&hide=caption")
	f.Add("?embed=a&hide=menu,,caption")
	f.Add("embed=%00&embed=;&=?")
	f.Fuzz(func(t *testing.T, s string) {
		e := ParseEmbed(s)
		if e.Chapter == "" && e != (Embed{}) {
			t.Errorf("%q asks for no chapter, but %+v", s, e)
		}
		if strings.ContainsAny(e.Chapter+e.Figure, "<>\"'&/:\x00 ") || len(e.Chapter) > 80 || len(e.Figure) > 80 {
			t.Errorf("%q asks for %+v", s, e)
		}
		if e.Theme != "" && e.Theme != "dark" && e.Theme != "light" {
			t.Errorf("%q asks for the theme %q", s, e.Theme)
		}
	})
}
