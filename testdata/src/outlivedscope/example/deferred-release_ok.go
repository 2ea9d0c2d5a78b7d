package example

import (
	"encoding/csv"
	"log"
	"os"
)

func importRowsOwned(name string, insert func([]string) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	go func() {
		defer f.Close() // the goroutine is the only one to use it
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
