package example

import (
	"os"
	"sync"
)

func backupChecked(data []byte) error {
	f, err := os.Create("backup")
	if err != nil {
		return err
	}
	defer f.Close()
	var wg sync.WaitGroup
	wg.Go(func() {
		_, err = f.Write(data)
	})
	wg.Wait()
	return err
}
