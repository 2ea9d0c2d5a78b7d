// Package discordparallel leaves it to the client that each handler gets a
// goroutine.
package discordparallel

import (
	"time"

	"github.com/bwmarrin/discordgo"
)

func connect() {
	s, _ := discordgo.New("")
	s.AddHandler(func(*discordgo.Session, *discordgo.MessageCreate) {
		time.Sleep(time.Second)
	})
}

func perhaps(s *discordgo.Session, sync bool) { s.SyncEvents = sync }
