// Package fsnotify rebuilds what changes, as github.com/fsnotify/fsnotify tells.
package fsnotify

import (
	"context"
	"log"
	"os/exec"

	"github.com/fsnotify/fsnotify"
)

// blocking rebuilds while further events and errors wait, in the kernel's queue
// until it overflows.
func blocking(ctx context.Context, w *fsnotify.Watcher) {
	for {
		select {
		case <-ctx.Done():
			return
		case ev := <-w.Events:
			if err := exec.Command("make", ev.Name).Run(); err != nil { // want `select-blocks: .*Run`
				log.Print(err)
			}
		case err := <-w.Errors:
			log.Print(err)
		}
	}
}

// offloaded lets another goroutine build, once for all that came in the meantime.
func offloaded(ctx context.Context, w *fsnotify.Watcher) {
	changed := make(chan struct{}, 1)
	go build(ctx, changed)
	for {
		select {
		case <-ctx.Done():
			return
		case <-w.Events:
			select {
			case changed <- struct{}{}:
			default:
			}
		case err := <-w.Errors:
			log.Print(err)
		}
	}
}

func build(ctx context.Context, changed <-chan struct{}) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-changed:
			if err := exec.CommandContext(ctx, "make").Run(); err != nil {
				log.Print(err)
			}
		}
	}
}
