// Package spawnerblocks answers callers, whose names it looks up.
package spawnerblocks

import (
	"io"
	"log"
	"net/http"
)

// A Desk answers callers.
type Desk struct {
	callers chan string
	counts  chan chan<- int // whose receiver waits
	done    chan struct{}
}

// Run has callers answered, and says how many there were.
func (d *Desk) Run(answer func(number, name string)) {
	n := 0
	for {
		select {
		case number := <-d.callers:
			n++
			go answer(number, name(number))
		case reply := <-d.counts:
			reply <- n
		case <-d.done:
			return
		}
	}
}

// name asks the telephone book whose number it is.
func name(number string) string {
	resp, err := http.Get("http://book/" + number)
	if err != nil {
		log.Print(err)
		return ""
	}
	defer resp.Body.Close()
	name, err := io.ReadAll(resp.Body)
	if err != nil {
		log.Print(err)
		return ""
	}
	return string(name)
}
