package values

import (
	"io"
	"net"
	"os"

	"ownership/effects"
)

type box[T io.Closer] struct{ v T }

func (b *box[T]) put(v T) { b.v = v }

func (b *box[T]) use(v T) { _ = v }

func generic(name string) {
	f, _ := os.Open(name) // want "file safe: release Generic"
	effects.Generic(f)
}

func boxed(name string, b *box[*os.File]) {
	f, _ := os.Open(name) // want "file safe: hand on put"
	b.put(f)
}

func notBoxed(name string, b *box[*os.File]) {
	f, _ := os.Open(name) // want "file leaks: borrow use"
	b.use(f)
}

func in[T net.Conn](l net.Listener, f func(T)) {
	c, err := l.Accept() // want "conn safe: hand on"
	if err != nil {
		return
	}
	f(c.(T))
}

func crossPackage(name string) error {
	f, err := effects.Checked(name) // want "file leaks: borrow Read, release Close"
	if err != nil {
		return err
	}
	if _, err := effects.Read(f); err != nil {
		return err
	}
	return f.Close()
}

func own(name string) error {
	f, err := opened(name) // want "file leaks: borrow Stat"
	if err != nil {
		return err
	}
	_, err = f.Stat()
	return err
}

func opened(name string) (*os.File, error) {
	return os.Open(name) // want "file safe: hand on"
}
