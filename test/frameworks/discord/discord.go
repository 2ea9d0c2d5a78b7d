// Package discord talks to Discord with github.com/bwmarrin/discordgo.
package discord

import (
	"database/sql"
	"log"

	"github.com/bwmarrin/discordgo"
)

// Each call of a handler has a goroutine, unless SyncEvents is set.
func connect(token string, db *sql.DB) (*discordgo.Session, error) {
	s, err := discordgo.New(token)
	if err != nil {
		return nil, err
	}
	s.AddHandler(func(s *discordgo.Session, m *discordgo.MessageCreate) {
		if _, err := db.Exec("INSERT INTO messages VALUES ($1)", m.Content); err != nil {
			log.Print(err)
		}
		s.AddHandlerOnce(func(_ *discordgo.Session, m *discordgo.MessageUpdate) { log.Print(m.ID) })
	})
	return s, s.Open()
}
