// Package serf watches a cluster with github.com/hashicorp/serf.
package serf

import (
	"database/sql"
	"log"
	"net/http"
	"strings"

	"github.com/hashicorp/serf/serf"
)

// A cluster has a channel of events, which must not fill.
func watch(db *sql.DB) (*serf.Serf, error) {
	events := make(chan serf.Event, 256)
	config := serf.DefaultConfig()
	config.EventCh = events
	cluster, err := serf.Create(config)
	if err != nil {
		return nil, err
	}
	queue := make(chan serf.UserEvent, 256)
	go func() {
		for e := range events {
			switch e := e.(type) {
			case serf.UserEvent:
				queue <- e
			case serf.MemberEvent:
				log.Print(e.Members)
			}
		}
	}()
	go func() {
		for e := range queue {
			if _, err := db.Exec("INSERT INTO events VALUES ($1)", e.Name); err != nil {
				log.Print(err)
			}
		}
	}()
	return cluster, nil
}

// Leaving is done when everybody has been told, also this loop.
func leaving() (*serf.Serf, error) {
	events := make(chan serf.Event)
	config := serf.DefaultConfig()
	config.EventCh = events
	cluster, err := serf.Create(config)
	if err != nil {
		return nil, err
	}
	go func() {
		for e := range events {
			if u, ok := e.(serf.UserEvent); ok && u.Name == "leave" {
				if err := cluster.Leave(); err != nil { // want `forbidden-call: .*Leave`
					log.Print(err)
				}
			}
		}
	}()
	return cluster, nil
}

// Events that nobody takes fill the channel, and hold up the cluster's state.
func report(events <-chan serf.Event, queries <-chan *serf.Query, url string) {
	for {
		select {
		case e, ok := <-events:
			if !ok {
				return
			}
			resp, err := http.Post(url, "text/plain", strings.NewReader(e.String())) // want `select-blocks: .*http.Post`
			if err != nil {
				log.Print(err)
				continue
			}
			if err := resp.Body.Close(); err != nil {
				log.Print(err)
			}
		case q := <-queries:
			if err := q.Respond([]byte("here")); err != nil {
				log.Print(err)
			}
		}
	}
}
