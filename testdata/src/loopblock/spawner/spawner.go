// Package spawner has go and defer statements on loops.
package spawner

import (
	"database/sql"
	"fmt"
	"io"
	"log"
	"net/http"
	"os/exec"
	"time"

	"github.com/panjf2000/gnet/v2"
)

func get(url string) string {
	resp, err := http.Get(url)
	if err != nil {
		return ""
	}
	defer resp.Body.Close()
	b, _ := io.ReadAll(resp.Body)
	return string(b)
}

func use(string) {}

type agent struct {
	urls    chan string
	replies chan string
	quit    chan struct{}
	last    string
}

func (a *agent) run(tick *time.Ticker) {
	for {
		select {
		case url := <-a.urls:
			go use(get(url)) // want `use is started only after a wait on the loop of \(\*agent\).run: the go statement calls get → http.Get`
		case <-tick.C:
			go use(<-a.replies) // want `use is started only after a wait on the loop of \(\*agent\).run: the go statement receives from a.replies`
			go func(s string) {
				a.last = s
			}(get(a.last)) // want `the goroutine is started only after a wait on the loop of \(\*agent\).run: the go statement calls get → http.Get`
		case <-a.quit:
			return
		}
	}
}

// A receiver, and a defer.
type page struct{ text string }

func (p page) print() { fmt.Println(p.text) }

func load(url string) page { return page{get(url)} }

func ranged(urls chan string) {
	for url := range urls {
		go load(url).print() // want `load\(\).print is started only after a wait on the loop of ranged: the go statement calls load → get → http.Get`
	}
}

type server struct {
	gnet.BuiltinEventEngine
	db *sql.DB
}

func (s *server) count() int {
	var n int
	s.db.QueryRow("select count(*) from t").Scan(&n)
	return n
}

func (s *server) OnTraffic(c gnet.Conn) gnet.Action {
	defer log.Println("rows:", s.rows()) // want `log.Println is deferred, what it is called with is not: the defer statement calls \(\*server\).rows → \(\*sql.DB\).Exec on the gnet event-loop goroutine`
	go s.note(s.rows())                  // want `s.note is started only after a wait on the gnet event-loop goroutine .*: the go statement calls \(\*server\).rows → \(\*sql.DB\).Exec`
	return gnet.None
}

func (s *server) rows() int64 {
	r, err := s.db.Exec("vacuum")
	if err != nil {
		return 0
	}
	n, _ := r.RowsAffected()
	return n
}

func (s *server) note(int64) {}

// No fix: the variable is another one by then.
func changes(urls chan string, tick *time.Ticker) {
	url := ""
	for {
		select {
		case url = <-urls:
			go use(get(url)) // want `use is started only after a wait on the loop of changes`
		case <-tick.C:
			url = ""
		}
	}
}

func command(jobs chan string, quit chan bool) {
	for {
		select {
		case j := <-jobs:
			go use(output(j)) // want `use is started only after a wait on the loop of command: the go statement calls output → \(\*exec.Cmd\).Output`
		case <-quit:
			return
		}
	}
}

func output(script string) string {
	out, _ := exec.Command("sh", "-c", script).Output()
	return string(out)
}
