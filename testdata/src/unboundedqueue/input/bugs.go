// Package input has channels whose buffers are as large as somebody outside says.
package input

import (
	"encoding/binary"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
)

func form(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("n"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	run(make(chan int, n)) // want `the buffer gets as many elements as r.FormValue says, which comes from outside, and nothing limits that: make allocates all of them at once`
}

func query(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(strings.TrimSpace(r.URL.Query().Get("n")))
	if n <= 0 { // a negative one panics, which is no limit
		n = 1
	}
	run(make(chan int, n+1)) // want `as many elements as r.URL.Query\(\).Get says`
}

func values(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	text := q.Get("size")
	size, err := strconv.ParseInt(text, 10, 64)
	if err == nil {
		run(make(chan int, int(size))) // want `as many elements as q.Get says`
	}
}

func path(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.ParseUint(r.PathValue("n"), 10, 32)
	run(make(chan int, n)) // want `as many elements as r.PathValue says`
}

func header(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.Header.Get("X-Parallel"))
	start(n)
}

// start makes what its callers ask for.
func start(workers int) {
	run(make(chan int, workers)) // want `as many elements as r.Header.Get says`
}

type order struct {
	Workers int
	Small   uint16
	Limited int
}

func decoded(w http.ResponseWriter, r *http.Request) {
	var o order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		return
	}
	run(make(chan int, o.Workers)) // want `as many elements as o.Workers says`
	run(make(chan int, o.Small))   // no more than 65535
	if o.Limited > 10 {
		return
	}
	run(make(chan int, o.Limited))
}

func unmarshalled(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	o := new(order)
	if err := json.Unmarshal(body, o); err != nil {
		return
	}
	run(make(chan int, o.Workers)) // want `as many elements as o.Workers says`
}

func prefix(conn net.Conn) error {
	var head [4]byte
	if _, err := io.ReadFull(conn, head[:]); err != nil {
		return err
	}
	n := binary.BigEndian.Uint32(head[:])
	run(make(chan int, n)) // want `as many elements as binary.BigEndian.Uint32 says`
	return nil
}

func number(conn net.Conn) error {
	var n uint32
	if err := binary.Read(conn, binary.BigEndian, &n); err != nil {
		return err
	}
	run(make(chan int, int(n))) // want `as many elements as n says`
	return nil
}

func run(chan int) {}
