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
	v := storage().Call("getItem", key)
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
	storage().Call("setItem", key, value)
	return true
}

// storage is the browser's, or null: boot.js asks for it, for in a sandboxed
// frame even asking throws, and what is thrown while a property is read ends the
// program.
func storage() js.Value { return js.Global().Get("zerotoai").Get("storage") }

// Say tells the reader something that is about the page and not of a figure.
func Say(words string) { js.Global().Get("zerotoai").Call("say", words) }
