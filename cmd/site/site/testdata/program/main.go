//go:build js

// Program is what the tests load in place of the guide: it says that it runs,
// and that the fonts are there.
package main

import "syscall/js"

func main() {
	zero := js.Global().Get("zerotoai")
	font := zero.Get("faces").Get("Inter.ttf")
	js.Global().Set("programSaw", font.Get("length"))
	select {}
}
