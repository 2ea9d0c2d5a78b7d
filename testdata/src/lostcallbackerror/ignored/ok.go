package ignored

import (
	"context"
	"errors"
	"io/fs"
	"log"
	"os"
	"path/filepath"

	"github.com/nats-io/nats.go"
	"github.com/twmb/franz-go/pkg/kgo"
)

func looks(root string) error {
	return filepath.Walk(root, func(path string, info os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		return os.Chmod(path, info.Mode())
	})
}

func returnsIt(root string) (found []string, err error) {
	err = filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		found = append(found, path)
		return err
	})
	return found, err
}

func passesItOn(root string, visit fs.WalkDirFunc) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		return visit(path, d, err)
	})
}

func looksLater(root string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if path == root {
			return nil
		}
		if errors.Is(err, fs.ErrPermission) {
			return nil
		}
		return os.Remove(path)
	})
}

func looksOnOneWay(root string, strict bool) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if !strict {
			_, err = os.Lstat(path)
		}
		return err
	})
}

// As good as looking at the error.
func nilInfo(root string) error {
	return filepath.Walk(root, func(path string, info os.FileInfo, _ error) error {
		if info == nil || info.IsDir() {
			return nil
		}
		return os.Remove(path)
	})
}

func nilEntry(root string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if d != nil && !d.IsDir() {
			return os.Remove(path)
		}
		return nil
	})
}

// Says so.
func saysSo(root string) error {
	// Errors don't matter: what can't be read can't be removed either.
	return filepath.WalkDir(root, func(path string, _ fs.DirEntry, _ error) error {
		return os.Remove(path)
	})
}

func saysSoInside(root string) error {
	return filepath.WalkDir(root, func(path string, _ fs.DirEntry, _ error) error {
		// No permission, no cleaning.
		return os.Remove(path)
	})
}

// visitAll removes path. The error is that of reading it, which is no reason not
// to remove it.
func visitAll(path string, _ fs.DirEntry, _ error) error {
	return os.Remove(path)
}

func saysSoAbove(root string) error {
	return filepath.WalkDir(root, visitAll)
}

func discards(root string) error {
	return filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		_ = err
		return os.Remove(path)
	})
}

// Nobody cares whether it could be read.
func dropped(root string) {
	_ = filepath.WalkDir(root, func(path string, _ fs.DirEntry, _ error) error {
		_ = os.Remove(path)
		return nil
	})
	filepath.WalkDir(root, func(path string, _ fs.DirEntry, _ error) error {
		_ = os.Remove(path)
		return nil
	})
}

func nothing(root string) error {
	return filepath.WalkDir(root, func(string, fs.DirEntry, error) error { return fs.SkipAll })
}

// Not handed to anybody who calls it with an error.
func own(path string, info os.FileInfo, err error) error {
	return os.Chmod(path, info.Mode())
}

func callsOwn(path string, info os.FileInfo) error {
	return own(path, info, nil)
}

func generic(entries []fs.DirEntry, each func(func(string, fs.DirEntry, error) error)) {
	each(func(path string, d fs.DirEntry, err error) error {
		return os.Chmod(path, d.Type())
	})
}

// Whoever takes a function of the type may handle errors before.
func walker(w interface {
	Walk(string, filepath.WalkFunc) error
}, root string) error {
	return w.Walk(root, func(path string, info os.FileInfo, err error) error {
		return os.Chmod(path, info.Mode())
	})
}

func readable(visit fs.WalkDirFunc) fs.WalkDirFunc {
	return func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return visit(path, d, nil)
	}
}

func before(root string) error {
	return filepath.WalkDir(root, readable(func(path string, d fs.DirEntry, _ error) error {
		return os.Chmod(path, d.Type())
	}))
}

var remove fs.WalkDirFunc = func(path string, d fs.DirEntry, err error) error {
	if d.IsDir() {
		return nil
	}
	return os.Remove(path)
}

func produce(client *kgo.Client, r *kgo.Record) {
	client.Produce(context.Background(), r, func(r *kgo.Record, err error) {
		if err != nil {
			log.Printf("%s: %v", r.Key, err)
		}
	})
	client.Produce(context.Background(), r, func(r *kgo.Record, _ error) { // on purpose
		log.Printf("sent %s", r.Key)
	})
	client.Produce(context.Background(), r, nil)
	client.Produce(context.Background(), r, func(r *kgo.Record, err error) {})
	client.Produce(context.Background(), r, func(r *kgo.Record, err error) {
		// The error is counted by a hook of the client.
		log.Printf("sent %s", r.Key)
	})
}

// Called for failures alone: the line in the log is about one.
func handler() nats.Option {
	return nats.ErrorHandler(func(conn *nats.Conn, sub *nats.Subscription, err error) {
		log.Print("slow consumer")
	})
}

func options() nats.Options {
	return nats.Options{AsyncErrorCB: func(conn *nats.Conn, sub *nats.Subscription, err error) {
		log.Print("slow consumer")
	}}
}

func interrupted(add func(execute func() error, interrupt func(error)), stop func()) {
	add(func() error { return nil }, func(err error) { stop() })
}
