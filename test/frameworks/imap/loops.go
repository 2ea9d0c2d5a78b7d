package imap

import (
	"database/sql"
	"log"

	"github.com/emersion/go-imap/v2/imapclient"
)

// What tells of changes runs on the goroutine that reads the server's answers.
func watch(address string, db *sql.DB) (*imapclient.Client, error) {
	var client *imapclient.Client
	client, err := imapclient.DialTLS(address, &imapclient.Options{
		UnilateralDataHandler: &imapclient.UnilateralDataHandler{
			Expunge: func(seqNum uint32) {
				if _, err := db.Exec("DELETE FROM mails WHERE seq = $1", seqNum); err != nil { // want `callback-blocks: the callback imapclient.UnilateralDataHandler.Expunge blocks the IMAP client reader goroutine.*: calls \(\*sql.DB\).Exec; instead: buffered channel \+ separate goroutine`
					log.Print(err)
				}
			},
			Mailbox: func(*imapclient.UnilateralDataMailbox) {
				if _, err := client.Select("INBOX", nil).Wait(); err != nil { // want `forbidden-call: .*SelectCommand.Wait in the callback .* never returns: the goroutine that reads the server's responses`
					log.Print(err)
				}
			},
		},
	})
	return client, err
}

func queued(expunged chan<- uint32) *imapclient.Options {
	return &imapclient.Options{
		UnilateralDataHandler: &imapclient.UnilateralDataHandler{
			Expunge: func(seqNum uint32) { expunged <- seqNum },
		},
	}
}
