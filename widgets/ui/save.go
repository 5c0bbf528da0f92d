package ui

// A Saver hands the reader files. A widget finds it in its Context.
type Saver interface {
	// Save hands out a file of that name.
	Save(name string, data []byte)
}
