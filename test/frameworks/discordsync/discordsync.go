// Package discordsync talks to Discord with github.com/bwmarrin/discordgo, which
// handles one event after another.
package discordsync

import (
	"database/sql"
	"log"

	"github.com/bwmarrin/discordgo"
)

func connect(token string, db *sql.DB) (*discordgo.Session, error) {
	s, err := discordgo.New(token)
	if err != nil {
		return nil, err
	}
	s.SyncEvents = true
	s.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) {
		if _, err := db.Exec("INSERT INTO messages VALUES ($1)", m.Content); err != nil { // want `callback-blocks: .*`
			log.Print(err)
		}
	})
	s.AddHandler(func(s *discordgo.Session, m *discordgo.MessageCreate) {
		s.AddHandlerOnce(func(_ *discordgo.Session, m *discordgo.MessageUpdate) { log.Print(m.ID) }) // want `forbidden-call: .*`
	})
	s.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageDelete) {
		go func() {
			if _, err := db.Exec("DELETE FROM messages WHERE id = $1", m.ID); err != nil {
				log.Print(err)
			}
		}()
	})
	return s, s.Open()
}
