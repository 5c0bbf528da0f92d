package screen

// saver hands out files as downloads.
type saver struct{ page *Page }

// Save implements ui.Saver.
func (s saver) Save(name string, data []byte) { s.page.zero.Call("save", name, bytesToJS(data)) }
