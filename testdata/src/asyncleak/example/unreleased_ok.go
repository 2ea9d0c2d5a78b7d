package example

import (
	"log"
	"os"
)

func exportAndClose(name string, rows <-chan string) {
	go func() {
		f, err := os.Create(name)
		if err != nil {
			log.Print(err)
			return
		}
		defer f.Close()
		for row := range rows {
			if _, err := f.WriteString(row); err != nil {
				log.Print(err)
				return
			}
		}
	}()
}
