package world

import (
	"io/fs"
	"testing/fstest"
)

// A Disk has a file of each of the names in Files, except that those in Broken
// can't be opened.
type Disk struct {
	Files, Broken []string
}

// Open makes a Disk an [fs.FS].
func (d Disk) Open(name string) (fs.File, error) {
	files := make(fstest.MapFS)
	for _, name := range d.Files {
		files[name] = &fstest.MapFile{Data: []byte(name)}
	}
	for _, broken := range d.Broken {
		if name == broken {
			return nil, &fs.PathError{Op: "open", Path: name, Err: ErrDisk}
		}
	}
	return files.Open(name)
}
