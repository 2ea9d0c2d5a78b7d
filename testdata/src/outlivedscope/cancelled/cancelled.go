// Package cancelled holds contexts that are cancelled when their work has just
// begun.
package cancelled

import (
	"context"
	"log"
	"log/slog"
	"net/http"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"
)

type store interface {
	Save(ctx context.Context, v int) error
}

func fetch(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func watch(ctx context.Context) {
	<-ctx.Done()
	log.Print("stopped")
}

type key struct{}

// Bugs.

func withTimeout(url string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel() // want `deferred cancel cancels the goroutine started at line \d+ when it has hardly begun: withTimeout returns at once, and the context of http.NewRequestWithContext at line \d+ is over`
	go fetch(ctx, url)
}

func captured(ctx context.Context, s store) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel() // want `the context of s.Save at line \d+ is over`
	go func() {
		if err := s.Save(ctx, 1); err != nil {
			log.Print(err)
		}
	}()
}

func perItem(ctx context.Context, s store, items []int) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // want `deferred cancel cancels the goroutine`
	for _, item := range items {
		go func() {
			if err := s.Save(ctx, item); err != nil {
				slog.Error("save", "err", err)
			}
		}()
	}
	return nil
}

func derived(ctx context.Context, s store) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // want `deferred cancel`
	ctx = context.WithValue(ctx, key{}, 1)
	go func() {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		if err := s.Save(ctx, 1); err != nil {
			log.Print(err)
		}
	}()
	log.Print("saving")
}

func inLiteral(s store) {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer func() {
		log.Print("stop")
		stop() // want `deferred stop`
	}()
	go func() { log.Print(s.Save(ctx, 1)) }()
}

// Near-misses.

func moved(url string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	go func() {
		defer cancel()
		if err := fetch(ctx, url); err != nil {
			log.Print(err)
		}
	}()
}

func watcher(s store) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go watch(ctx)
	return s.Save(ctx, 1)
}

// What the goroutine does is over when the rest is.
func accompanies(s store) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		for ctx.Err() == nil {
			if err := s.Save(ctx, 2); err != nil {
				return
			}
			time.Sleep(time.Second)
		}
	}()
	return s.Save(ctx, 1)
}

func onlyWatches(s store) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go watch(ctx)
	log.Print("started")
}

func joined(s store) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	var wg sync.WaitGroup
	wg.Go(func() { log.Print(s.Save(ctx, 1)) })
	wg.Wait()
}

func received(s store) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	errc := make(chan error, 1)
	go func() { errc <- s.Save(ctx, 1) }()
	return <-errc
}

// The first answer is taken, and the rest is cancelled.
func first(ctx context.Context, stores []store) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	errc := make(chan error, len(stores))
	for _, s := range stores {
		go func() { errc <- s.Save(ctx, 1) }()
	}
	return <-errc
}

func deferredJoin(s store) {
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	wg.Go(func() { log.Print(s.Save(ctx, 1)) })
}

func group(ctx context.Context, s store) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return s.Save(ctx, 1) })
	return g.Wait()
}

func detached(ctx context.Context, s store) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	go func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
		defer cancel()
		log.Print(s.Save(ctx, 1))
	}()
}

func otherContext(ctx context.Context, s store) error {
	inner, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	go func() { log.Print(s.Save(ctx, 1)) }()
	log.Print(inner.Err())
	return nil
}

func onlyLogs(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	go slog.InfoContext(ctx, "done")
}

func onError(ctx context.Context, s store) (err error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	go func() {
		defer cancel()
		log.Print(s.Save(ctx, 1))
	}()
	return nil
}

// The caller decides when.
func returned(ctx context.Context, s store) context.CancelFunc {
	ctx, cancel := context.WithCancel(ctx)
	go func() { log.Print(s.Save(ctx, 1)) }()
	return cancel
}

func forwards(ctx context.Context, s store, run func()) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() { log.Print(s.Save(ctx, 1)) }()
	run()
}

type worker struct{ wg sync.WaitGroup }

func (w *worker) run(ctx context.Context, s store) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w.wg.Add(1)
	go func() {
		defer w.wg.Done()
		log.Print(s.Save(ctx, 1))
	}()
	w.wg.Wait()
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for i := range 3 {
		if i == 2 {
			go func(ctx context.Context) {
				select {
				case <-ctx.Done():
				case <-time.After(time.Second):
					log.Print("late")
				}
			}(ctx)
		}
	}
}
