// Package zookeeper watches ZooKeeper with github.com/go-zookeeper/zk.
package zookeeper

import (
	"log"
	"net/http"
	"time"

	"github.com/go-zookeeper/zk"
)

// The callback of events runs on the client's own goroutines.
func connect(servers []string, url string) (*zk.Conn, <-chan zk.Event, error) {
	return zk.Connect(servers, time.Second, zk.WithEventCallback(func(e zk.Event) {
		resp, err := http.Get(url + e.Path) // want `callback-blocks: the callback passed to zk.WithEventCallback blocks the ZooKeeper client goroutines.*: calls http.Get; instead: start a goroutine`
		if err != nil {
			log.Print(err)
			return
		}
		if err := resp.Body.Close(); err != nil {
			log.Print(err)
		}
	}))
}

func offloaded(servers []string, url string) (*zk.Conn, <-chan zk.Event, error) {
	return zk.Connect(servers, time.Second, zk.WithEventCallback(func(e zk.Event) {
		go func() {
			resp, err := http.Get(url + e.Path)
			if err != nil {
				log.Print(err)
				return
			}
			if err := resp.Body.Close(); err != nil {
				log.Print(err)
			}
		}()
	}))
}
