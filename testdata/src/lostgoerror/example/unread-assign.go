package example

import (
	"os"
	"sync"
)

func backup(data []byte) error {
	f, err := os.Create("backup")
	if err != nil {
		return err
	}
	defer f.Close()
	var wg sync.WaitGroup
	wg.Go(func() {
		_, err = f.Write(data) // want `the error of f.Write is assigned to err, which nobody reads after the goroutine has started: a failure goes unnoticed`
	})
	wg.Wait()
	return nil
}
