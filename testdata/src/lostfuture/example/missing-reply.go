package example

import (
	"log"
	"net"
)

func resolve(host string) []string {
	reply := make(chan []string, 1)
	go func() {
		addrs, err := net.LookupHost(host)
		if err != nil {
			log.Print(err)
			return // want `the goroutine ends here without a send on reply: the receive at line 18 waits for ever`
		}
		reply <- addrs
	}()
	return <-reply
}
