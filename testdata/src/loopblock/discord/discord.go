// Package discord has handlers that run one after another, as it asks for.
package discord

import (
	"time"

	"github.com/bwmarrin/discordgo"
)

func connect() {
	s, _ := discordgo.New("")
	s.SyncEvents = true
	s.AddHandler(func(*discordgo.Session, *discordgo.MessageCreate) {
		time.Sleep(time.Second) // want `the callback passed to discordgo.Session.AddHandler blocks the gateway listen goroutine \(heartbeat acks included\): calls time.Sleep`
	})
	s.AddHandler(func(*discordgo.Session, *discordgo.MessageCreate) {
		go time.Sleep(time.Second)
	})
}
