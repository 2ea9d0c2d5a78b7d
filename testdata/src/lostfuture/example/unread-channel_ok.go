package example

import (
	"errors"
	"os"
)

func removeAllOrFail(names []string) error {
	errs := make(chan error, len(names))
	for _, name := range names {
		go func() { errs <- os.Remove(name) }()
	}
	var failed error
	for range names {
		failed = errors.Join(failed, <-errs)
	}
	return failed
}
