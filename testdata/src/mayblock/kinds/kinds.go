// Package kinds blocks in every way, and nearly does.
package kinds

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"sync"
	"time"
)

func Sleep() { time.Sleep(1) } // want Sleep:"mayblock: sleep: time.Sleep"

func Wait(wg *sync.WaitGroup) { wg.Wait() } // want Wait:`mayblock: wait: \(\*sync.WaitGroup\).Wait`

func Get() { http.Get("") } // want Get:"mayblock: network: http.Get"

func Lookup() { net.LookupHost("") } // want Lookup:"mayblock: dns: net.LookupHost"

func Exec(db *sql.DB) { db.Exec("") } // want Exec:`mayblock: database: \(\*sql.DB\).Exec`

func Run() { exec.Command("").Run() } // want Run:`mayblock: subprocess: \(\*exec.Cmd\).Run`

func Scan() { fmt.Scanln() } // want Scan:"mayblock: stdin: fmt.Scanln"

func Stdin() { io.ReadAll(os.Stdin) } // want Stdin:"mayblock: network: io.ReadAll"

func Body(resp *http.Response) { io.Copy(io.Discard, resp.Body) } // want Body:"mayblock: network: io.Copy"

func Conn(c net.Conn) { io.Copy(io.Discard, c) } // want Conn:"mayblock: network: io.Copy"

func Deferred() { defer time.Sleep(1) } // want Deferred:"mayblock: sleep: time.Sleep"

func Argument() { go fmt.Println(slept()) } // want Argument:"mayblock: sleep: kinds.slept → time.Sleep"

func slept() int { time.Sleep(1); return 0 }

func Best(c chan int) { // want Best:"mayblock: sleep: kinds.slept → time.Sleep"
	<-c
	slept()
}

func Shortest() { // want Shortest:"mayblock: sleep: time.Sleep"
	slept()
	time.Sleep(1)
}

func Debug() { // want Debug:"mayblock: sleep: time.Sleep"
	if !debug {
		time.Sleep(1)
	}
}

const debug = false

// These do not block.

func Buffer(b *bytes.Buffer) { io.Copy(io.Discard, b) }

func Reader(r io.Reader) { io.ReadAll(r) }

func Lock(mu *sync.Mutex) { mu.Lock() }

func Once(o *sync.Once) { o.Do(func() {}) }

func Print() { fmt.Println() }

func File() { os.ReadFile("") }

func Go() { go time.Sleep(1) }

func GoFunc() { go func() { time.Sleep(1) }() }

func Timer() { time.AfterFunc(1, func() { time.Sleep(1) }) }

func Return() func() { return func() { time.Sleep(1) } }

func Store() { stored = func() { time.Sleep(1) } }

var stored func()

func Never() {
	if debug {
		time.Sleep(1)
	}
}

func Context(ctx context.Context) error { return ctx.Err() }

// Quick has a fake clock.
//
//asynclint:nonblocking
func Quick() { time.Sleep(1) }

func CallsQuick() { Quick() }

// Poll is written in assembly.
//
//asynclint:blocks
func Poll() {} // want Poll:"mayblock: declared"

func CallsPoll() { Poll() } // want CallsPoll:"mayblock: wait: kinds.Poll"

type Source interface {
	//asynclint:blocks
	Next() int // want Next:"mayblock: declared"

	Peek() int
}

func Use(s Source) { s.Next() } // want Use:"mayblock: wait: kinds.Source.Next"

func Peek(s Source) { s.Peek() }
