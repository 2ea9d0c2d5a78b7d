// Package halfpipe holds pipes one end of which may stay open.
package halfpipe

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"os"
)

func earlyReturn(in io.Reader) io.Reader {
	pr, pw := io.Pipe()
	go func() {
		gz, err := gzip.NewWriterLevel(pw, 9)
		if err != nil {
			return // want `goroutine ends here without closing pw: whoever reads from pr waits for ever`
		}
		_, err = io.Copy(gz, in)
		gz.Close()
		pw.CloseWithError(err)
	}()
	return pr
}

func wrapperClosed(in io.Reader) io.Reader {
	pr, pw := io.Pipe()
	form := multipart.NewWriter(pw)
	go func() {
		part, _ := form.CreateFormFile("file", "name")
		io.Copy(part, in)
		form.Close()
	}() // want `goroutine ends here without closing pw`
	return pr
}

func encoded(v any) io.Reader {
	pr, pw := io.Pipe()
	go func() {
		if err := json.NewEncoder(pw).Encode(v); err != nil {
			return // want `goroutine ends here without closing pw`
		}
		pw.Close()
	}()
	return pr
}

func neverClosed(data []byte) ([]byte, error) {
	pr, pw := io.Pipe()
	go func() {
		pw.Write(data)
	}() // want `goroutine ends here without closing pw`
	return io.ReadAll(pr)
}

func readerLeaves(v, into any) error {
	pr, pw := io.Pipe()
	go func() {
		pw.CloseWithError(json.NewEncoder(pw).Encode(v))
	}()
	if _, err := io.CopyN(io.Discard, pr, 10); err != nil {
		return err // want `function returns here without closing pr: the goroutine started at line 60, which writes to pw, waits for ever`
	}
	_, err := io.Copy(io.Discard, pr)
	return err
}

func writerLeaves(in io.Reader) error {
	pr, pw := io.Pipe()
	done := make(chan error, 1)
	go func() {
		_, err := io.Copy(os.Stdout, pr)
		done <- err
	}()
	if _, err := io.Copy(pw, in); err != nil {
		return err // want `function returns here without closing pw: the goroutine started at line 73, which reads from pr, waits for ever`
	}
	pw.Close()
	return <-done
}

// Near-misses.

func closedOnAllPaths(in io.Reader) io.Reader {
	pr, pw := io.Pipe()
	go func() {
		gz, err := gzip.NewWriterLevel(pw, 9)
		if err != nil {
			pw.CloseWithError(err)
			return
		}
		_, err = io.Copy(gz, in)
		gz.Close()
		pw.CloseWithError(err)
	}()
	return pr
}

func deferred(in io.Reader) io.Reader {
	pr, pw := io.Pipe()
	go func() {
		defer pw.Close()
		gz, err := gzip.NewWriterLevel(pw, 9)
		if err != nil {
			return
		}
		io.Copy(gz, in)
		gz.Close()
	}()
	return pr
}

func deferredLiteral(in io.Reader) io.Reader {
	pr, pw := io.Pipe()
	go func() {
		var err error
		defer func() { pw.CloseWithError(err) }()
		if in == nil {
			err = errors.New("no input")
			return
		}
		_, err = io.Copy(pw, in)
	}()
	return pr
}

// A write fails only if the other end is closed.
func failedWrite(data [][]byte) io.Reader {
	pr, pw := io.Pipe()
	go func() {
		for _, d := range data {
			if _, err := pw.Write(d); err != nil {
				return
			}
		}
		pw.Close()
	}()
	return pr
}

func closedByOthers(in io.Reader, stop <-chan struct{}) io.Reader {
	pr, pw := io.Pipe()
	go func() {
		<-stop
		pw.Close()
	}()
	go func() {
		io.Copy(pw, in)
	}()
	return pr
}

func returned() (io.Reader, io.WriteCloser) {
	pr, pw := io.Pipe()
	go func() {
		pw.Write([]byte("hello"))
	}()
	return pr, pw
}

type stream struct{ w *io.PipeWriter }

func stored(s *stream) io.Reader {
	pr, pw := io.Pipe()
	s.w = pw
	go func() {
		pw.Write([]byte("hello"))
	}()
	return pr
}

func finish(w *io.PipeWriter, err error) { w.CloseWithError(err) }

func helper(in io.Reader) io.Reader {
	pr, pw := io.Pipe()
	go func() {
		_, err := io.Copy(pw, in)
		finish(pw, err)
	}()
	return pr
}

func asCloser(in io.Reader) io.Reader {
	pr, pw := io.Pipe()
	go func() {
		var c io.WriteCloser = pw
		defer c.Close()
		if in == nil {
			return
		}
		io.Copy(c, in)
	}()
	return pr
}

func readerCloses(v any) error {
	pr, pw := io.Pipe()
	defer pr.Close()
	go func() {
		pw.CloseWithError(json.NewEncoder(pw).Encode(v))
	}()
	if _, err := io.CopyN(io.Discard, pr, 10); err != nil {
		return err
	}
	_, err := io.Copy(io.Discard, pr)
	return err
}

func readToTheEnd(v any) error {
	pr, pw := io.Pipe()
	go func() {
		pw.CloseWithError(json.NewEncoder(pw).Encode(v))
	}()
	_, err := io.Copy(io.Discard, pr)
	println("read")
	return err
}

// The client closes the body of a request, whatever happens.
func body(client *http.Client, v any) error {
	pr, pw := io.Pipe()
	go func() {
		pw.CloseWithError(json.NewEncoder(pw).Encode(v))
	}()
	req, err := http.NewRequest("POST", "http://localhost", pr)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func writerDefers(in io.Reader) error {
	pr, pw := io.Pipe()
	defer pw.Close()
	go func() {
		io.Copy(os.Stdout, pr)
	}()
	if _, err := io.Copy(pw, in); err != nil {
		return err
	}
	return nil
}

// Nobody is at the other end yet.
func failsBefore(open func() error, in io.Reader) (io.Reader, error) {
	pr, pw := io.Pipe()
	if err := open(); err != nil {
		return nil, err
	}
	go func() {
		_, err := io.Copy(pw, in)
		pw.CloseWithError(err)
	}()
	return pr, nil
}

type file struct{ w *io.PipeWriter }

// The writer is in the field before the goroutine starts.
func (f *file) open() {
	var pr *io.PipeReader
	pr, f.w = io.Pipe()
	go func() {
		io.Copy(os.Stdout, pr)
		pr.Close()
	}()
}
