// Package discordgo is a stub of github.com/bwmarrin/discordgo v0.29.0.
package discordgo

type Session struct {
	SyncEvents bool
}

func New(token string) (s *Session, err error) { return }

func (s *Session) AddHandler(handler interface{}) func() { return nil }

type MessageCreate struct{}
