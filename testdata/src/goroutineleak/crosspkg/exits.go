package crosspkg

import (
	"io"

	"goroutineleak/crosspkg/finish"
)

func closedElsewhere(in io.Reader) io.Reader {
	pr, pw := io.Pipe()
	go func() {
		_, err := io.Copy(pw, in)
		finish.Close(pw, err)
	}()
	return pr
}

func notClosedElsewhere(in io.Reader) io.Reader {
	pr, pw := io.Pipe()
	go func() {
		_, err := io.Copy(pw, in)
		finish.Note(pw, err)
	}() // want `goroutine ends here without closing pw`
	return pr
}

type looper struct{ n int }

func (l *looper) run() {
	l.n++
	finish.Loop()
}

func (l *looper) start() { go l.run() }

func (l *looper) Close() {}
