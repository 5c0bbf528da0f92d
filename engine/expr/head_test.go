package expr

import "testing"

// A formula may begin with its name, blanks anywhere in it.
func TestHead(t *testing.T) {
	for src, want := range map[string]int{
		"y=x": 2, " Y =x": 4, "f(x) = x": 6, "g ( X )=1": 8, "\tH(x)=": 6,
		"": 0, "y": 0, "x = 2": 0, "f = 2": 0, "f(2) = 1": 0, "fx) = 1": 0, "f(x = 1": 0, "f(x)": 0, "y y = 1": 0, "é = 1": 0,
	} {
		if got := head(src); got != want {
			t.Errorf("the head of %q takes %d bytes, want %d", src, got, want)
		}
	}
}
