package screen

import "syscall/js"

// A Store keeps small texts on the reader's machine. Where the browser does
// not allow it, it forgets: what is read is then empty.
type Store struct{}

// Get returns what is kept under key, or "".
func (Store) Get(key string) (value string) {
	defer func() {
		if recover() != nil {
			value = ""
		}
	}()
	v := js.Global().Get("localStorage").Call("getItem", key)
	if v.Type() != js.TypeString {
		return ""
	}
	return v.String()
}

// Set keeps value under key and reports whether that was possible.
func (Store) Set(key, value string) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	js.Global().Get("localStorage").Call("setItem", key, value)
	return true
}
