// Package slack talks to Slack with github.com/slack-go/slack.
package slack

import (
	"database/sql"
	"log"
	"net/http"
	"strings"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// The handler gives each event a goroutine.
func handled(client *socketmode.Client, db *sql.DB) error {
	h := socketmode.NewSocketmodeHandler(client)
	h.Handle(socketmode.EventTypeHello, func(e *socketmode.Event, _ *socketmode.Client) {
		if _, err := db.Exec("INSERT INTO events VALUES ($1)", string(e.Type)); err != nil {
			log.Print(err)
		}
	})
	return h.RunEventLoop()
}

func spawned(rtm *slack.RTM, db *sql.DB) {
	go rtm.ManageConnection()
	for e := range rtm.IncomingEvents {
		go func() {
			if _, err := db.Exec("INSERT INTO events VALUES ($1)", e.Type); err != nil {
				log.Print(err)
			}
		}()
	}
}

// Events wait for the one that is posted, and so does whoever wants to know the time.
func posted(client *socketmode.Client, url string, ping <-chan chan time.Time) {
	for {
		select {
		case e, ok := <-client.Events:
			if !ok {
				return
			}
			resp, err := http.Post(url, "text/plain", strings.NewReader(string(e.Type))) // want `select-blocks: .*http.Post`
			if err != nil {
				log.Print(err)
				continue
			}
			if err := resp.Body.Close(); err != nil {
				log.Print(err)
			}
		case reply := <-ping:
			reply <- time.Now()
		}
	}
}
