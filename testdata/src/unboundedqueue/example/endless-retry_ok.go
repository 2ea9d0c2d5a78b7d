package example

import (
	"log"
	"time"
)

type attempt struct {
	url   string
	tries int
}

func workWithLimit(attempts chan attempt, fetch func(string) error) {
	for a := range attempts {
		if err := fetch(a.url); err != nil {
			if a.tries++; a.tries == 5 {
				log.Printf("gave up on %s: %v", a.url, err)
				continue
			}
			time.AfterFunc(time.Second<<a.tries, func() { attempts <- a })
		}
	}
}
