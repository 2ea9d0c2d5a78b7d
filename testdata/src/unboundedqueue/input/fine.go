package input

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
)

const most = 100

func refused(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("n"))
	if err != nil || n < 0 || n > most {
		http.Error(w, "bad n", http.StatusBadRequest)
		return
	}
	run(make(chan int, n))
}

func least(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("n"))
	run(make(chan int, min(n, most)))
}

func assigned(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("n"))
	n = min(n, most)
	run(make(chan int, n))
}

func clamped(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("n"))
	run(make(chan int, clamp(n)))
}

func clamp(n int) int { return max(0, min(n, most)) }

func validated(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("n"))
	if err := checkSize(n); err != nil {
		return
	}
	run(make(chan int, n))
}

func checkSize(n int) error {
	if n > most {
		return errors.New("too many")
	}
	return nil
}

func chosen(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("n"))
	switch n {
	case 1, 10, 100:
		run(make(chan int, n))
	}
}

func narrow(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.ParseUint(r.FormValue("n"), 10, 16)
	run(make(chan int, n))
	m, _ := strconv.Atoi(r.FormValue("m"))
	run(make(chan int, uint8(m)))
}

func rest(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("n"))
	run(make(chan int, n%most))
}

// tokens take no memory.
func tokens(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("n"))
	_ = make(chan struct{}, n)
}

// limitedHere is called with a number from outside, and looks at it.
func limitedHere(n int) {
	if n > most {
		n = most
	}
	run(make(chan int, n))
}

func caller(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("n"))
	limitedHere(n)
}

// Who starts the program may say what it likes.
func configured() {
	n := flag.Int("n", 10, "size")
	run(make(chan int, *n))
	m, _ := strconv.Atoi(os.Getenv("M"))
	run(make(chan int, m))
}

// Settings are decoded too, but not from a request.
func settings(b []byte) error {
	var o order
	if err := json.Unmarshal(b, &o); err != nil {
		return err
	}
	run(make(chan int, o.Workers))
	return nil
}

// A length is what there is already.
func length(w http.ResponseWriter, r *http.Request) {
	names := r.URL.Query()["name"]
	run(make(chan int, len(names)))
}

func tooLong(conn net.Conn) error {
	var head [4]byte
	if _, err := io.ReadFull(conn, head[:]); err != nil {
		return err
	}
	n := binary.BigEndian.Uint32(head[:])
	if n > most {
		return errors.New("too long")
	}
	run(make(chan int, n))
	return nil
}

// What a file says was written here.
func file(f *os.File) error {
	var head [4]byte
	if _, err := io.ReadFull(f, head[:]); err != nil {
		return err
	}
	run(make(chan int, binary.BigEndian.Uint32(head[:])))
	return nil
}

// What a client asked of others is its own.
func answered(resp *http.Response) {
	n, _ := strconv.Atoi(resp.Header.Get("X-Count"))
	run(make(chan int, n))
}

type checked struct{ N int }

func (c *checked) Validate() error {
	return nil
}

func validates(w http.ResponseWriter, r *http.Request) {
	var c checked
	if json.NewDecoder(r.Body).Decode(&c) != nil || c.Validate() != nil {
		return
	}
	run(make(chan int, c.N))
}
