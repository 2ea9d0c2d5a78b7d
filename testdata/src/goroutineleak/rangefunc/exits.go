package rangefunc

import (
	"context"
	"io"
	"iter"
)

type sequence struct{ all iter.Seq[int] }

// The loop ends when the sequence does.
func (s *sequence) start() {
	go func() {
		for v := range s.all {
			println(v)
		}
	}()
}

func (s *sequence) Close() {}

func forEver(ctx context.Context, all iter.Seq[int]) {
	go func() {
		for { // want `goroutine started at line 23 never ends: nothing leaves this loop when ctx is done`
			for v := range all {
				println(v, ctx)
			}
		}
	}()
}

func untilOne(ctx context.Context, all iter.Seq[int]) {
	go func() {
		for {
			for v := range all {
				if v == 1 {
					println(ctx)
					return
				}
			}
		}
	}()
}

func lines(all iter.Seq[string]) io.Reader {
	pr, pw := io.Pipe()
	go func() {
		defer pw.Close()
		for line := range all {
			if line == "" {
				return
			}
			io.WriteString(pw, line)
		}
	}()
	return pr
}

func linesAndOpen(all iter.Seq[string]) io.Reader {
	pr, pw := io.Pipe()
	go func() {
		for line := range all {
			if line == "" {
				return // want `goroutine ends here without closing pw`
			}
			io.WriteString(pw, line)
		}
		pw.Close()
	}()
	return pr
}

func pullInLoop(all iter.Seq[iter.Seq[int]]) {
	for seq := range all {
		next, stop := iter.Pull(seq)
		v, _ := next()
		println(v)
		stop()
	}
}
