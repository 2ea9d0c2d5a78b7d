// Package slack talks to Slack with github.com/slack-go/slack.
package slack

import (
	"database/sql"
	"log"

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
