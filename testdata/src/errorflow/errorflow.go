// Package errorflow has functions, each with what the pass says of it: "loses"
// where it returns an error of which nobody has heard, "vanishes: f" on a branch
// that leaves because f failed and tells nobody.
package errorflow

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"sync"
)

func open(name string) error {
	_, err := os.Open(name)
	return err // want `loses`
}

func wraps(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("open: %w", err) // want `loses`
	}
	return nil
}

func made() error {
	return errors.New("no") // want `loses`
}

func ends() error {
	return errors.New("queue closed")
}

func sentinel(r io.Reader) error {
	return io.ErrUnexpectedEOF // its name says EOF
}

func logs(name string) error {
	err := open(name)
	if err != nil {
		log.Print(err)
	}
	return err
}

func callsLogger(name string) error {
	if err := logs(name); err != nil {
		return err // somebody has heard of it: logs tells
	}
	return nil
}

func never(b *bytes.Buffer) error {
	_, err := b.WriteString("x")
	return err
}

func reads(c net.Conn) error {
	_, err := c.Read(nil)
	return err
}

func closes(c net.Conn) error { return c.Close() }

func context_(ctx context.Context) error { return ctx.Err() }

func given(err error) error { return err }

func recursive(n int) error {
	if n == 0 {
		return open("x") // want `loses`
	}
	return recursive(n - 1)
}

func named(name string) (err error) {
	defer func() {
		if err != nil {
			log.Print(err)
		}
	}()
	return open(name)
}

func silent(name string) {
	if err := open(name); err != nil { // want `vanishes: open`
		return
	}
}

func silentElse(name string) {
	err := open(name)
	if err == nil { // want `vanishes: open`
		log.Print("opened")
	} else {
		return
	}
}

func silentSwitch(name string, c net.Conn) {
	err := open(name)
	switch {
	case c == nil:
	case err != nil: // want `vanishes: open`
		return
	}
}

func silentDone(wg *sync.WaitGroup, name string) {
	if err := open(name); err != nil { // want `vanishes: open`
		wg.Done()
		return
	}
	wg.Done()
}

func silentBreak(names chan string) {
	for name := range names {
		if err := open(name); err != nil { // want `vanishes: open`
			break
		}
	}
}

func someOf(a, b string) {
	var err error
	if a != "" {
		err = open(a)
	} else {
		err = wraps(b)
	}
	if err != nil { // want `vanishes: wraps`
		return
	}
}

func commented(name string) {
	if err := open(name); err != nil {
		// There may be none.
		return
	}
}

func excused(name string) {
	if err := open(name); err != nil { //nolint:errcheck
		return
	}
}

func counted(name string, failures *int) {
	if err := open(name); err != nil {
		*failures++
		return
	}
}

func compared(name string) {
	err := open(name)
	if errors.Is(err, os.ErrNotExist) {
		log.Print("none")
	}
	if err != nil {
		return
	}
}

func usedBefore(name string, ch chan error) {
	err := open(name)
	ch <- err
	if err != nil {
		return
	}
}

func toldBelow(name string) {
	if err := logs(name); err != nil {
		return
	}
}

func finished(c net.Conn, b []byte) {
	for {
		if _, err := c.Read(b); err != nil {
			return
		}
	}
}

func unknown(f func() error) {
	if err := f(); err != nil {
		return
	}
}

func goesOn(names []string) {
	for _, name := range names {
		if err := open(name); err != nil {
			continue
		}
	}
}
