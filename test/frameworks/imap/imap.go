// Package imap reads mail with github.com/emersion/go-imap.
package imap

import (
	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

func dropped(c *imapclient.Client, set imap.SeqSet) {
	c.Store(set, &imap.StoreFlags{Op: imap.StoreFlagsAdd, Flags: []imap.Flag{imap.FlagSeen}}, nil) // want `unread-token: the imapclient.FetchCommand of c.Store is dropped`
}

func asked(c *imapclient.Client, set imap.SeqSet) error {
	if _, err := c.Select("INBOX", nil).Wait(); err != nil {
		return err
	}
	return c.Store(set, &imap.StoreFlags{Op: imap.StoreFlagsAdd, Flags: []imap.Flag{imap.FlagSeen}}, nil).Close()
}

func stepped(c *imapclient.Client, set imap.SeqSet) (n int, err error) {
	cmd := c.Fetch(set, &imap.FetchOptions{Envelope: true})
	for cmd.Next() != nil {
		n++
	}
	return n, cmd.Close()
}
