package world

import (
	"io/fs"
	"testing/fstest"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
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

// A StuckDisk is one that does not answer before the trial is over, if it has been
// asked for a file.
type StuckDisk struct {
	Asked  chan struct{} // closed when it has been
	answer chan struct{}
}

// Stick returns a StuckDisk.
func Stick(t *harm.Trial) *StuckDisk {
	d := &StuckDisk{make(chan struct{}), make(chan struct{})}
	t.Cleanup(func() { close(d.answer) })
	return d
}

// Open makes a StuckDisk an [fs.FS]. It works once.
func (d *StuckDisk) Open(name string) (fs.File, error) {
	close(d.Asked)
	<-d.answer
	return nil, &fs.PathError{Op: "open", Path: name, Err: ErrDisk}
}
