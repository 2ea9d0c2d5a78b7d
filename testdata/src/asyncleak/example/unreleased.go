package example

import (
	"log"
	"os"
)

func export(name string, rows <-chan string) {
	go func() {
		f, err := os.Create(name) // want `f from os.Create is not closed when the goroutine returns at line 18`
		if err != nil {
			log.Print(err)
			return
		}
		for row := range rows {
			if _, err := f.WriteString(row); err != nil {
				log.Print(err)
				return
			}
		}
		f.Close()
	}()
}
