// Package stop waits for what it has told to end.
package stop

import (
	"context"
	"net/http"
	"os/exec"
	"sync"

	"github.com/hashicorp/memberlist"
)

type watcher struct {
	wg     sync.WaitGroup
	cancel context.CancelFunc
	quit   chan struct{}
	done   chan struct{}
	cmd    *exec.Cmd
}

// NotifyJoin stops things in many ways.
func (w *watcher) NotifyJoin(*memberlist.Node) {
	w.Stop()
	w.shutdown()
	w.restart()
	w.end()
	w.kill()
}

// Stop sets a flag elsewhere.
func (w *watcher) Stop() { w.wg.Wait() }

func (w *watcher) shutdown() { <-w.done }

func (w *watcher) restart() {
	w.cancel()
	w.wg.Wait()
}

func (w *watcher) end() {
	close(w.quit)
	<-w.done
}

func (w *watcher) kill() {
	_ = w.cmd.Process.Kill()
	_ = w.cmd.Wait()
}

// NotifyLeave does not.
func (w *watcher) NotifyLeave(*memberlist.Node) {
	w.closed()    // want `calls \(\*watcher\).closed → receive from w.done`
	w.deferring() // want `calls \(\*watcher\).deferring → \(\*sync.WaitGroup\).Wait`
	w.stopAndGo() // want `calls \(\*watcher\).stopAndGo → http.Get`
	w.body(nil)   // want `calls \(\*watcher\).body → receive from w.done`
}

func (w *watcher) closed() { <-w.done }

func (w *watcher) deferring() {
	_, cancel := context.WithCancel(context.Background())
	defer cancel()
	w.wg.Wait()
}

func (w *watcher) stopAndGo() {
	w.cancel()
	_, _ = http.Get("http://localhost")
}

func (w *watcher) body(resp *http.Response) {
	resp.Body.Close()
	<-w.done
}

func (w *watcher) NotifyUpdate(*memberlist.Node) {}
