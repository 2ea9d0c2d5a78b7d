package example

import (
	"encoding/csv"
	"log"
	"os"
)

func importRows(name string, insert func([]string) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close() // want `deferred f.Close does not wait for the goroutine started at line 15: once importRows has returned, csv.NewReader at line 16 comes too late`
	go func() {
		rows, err := csv.NewReader(f).ReadAll()
		if err != nil {
			log.Print(err)
		}
		for _, row := range rows {
			if err := insert(row); err != nil {
				log.Print(err)
			}
		}
	}()
	return nil
}
