//asynclint-flags: -apimodel.inferred

package serf

import (
	"database/sql"
	"errors"

	"github.com/hashicorp/serf/serf"
)

// A merge waits until the delegate has decided.
type merge struct{ db *sql.DB }

func (m *merge) NotifyMerge(members []*serf.Member) error {
	for _, member := range members {
		var id int
		if err := m.db.QueryRow("SELECT id FROM members WHERE name = $1", member.Name).Scan(&id); err != nil { // want `callback-blocks: NotifyMerge blocks the push/pull stream handling.*: calls \(\*sql.DB\).QueryRow; instead: buffered channel \+ goroutine`
			return err
		}
	}
	return nil
}

// A list that is there already decides at once.
type list map[string]bool

func (l list) NotifyMerge(members []*serf.Member) error {
	for _, member := range members {
		if !l[member.Name] {
			return errors.New("unknown member " + member.Name)
		}
	}
	return nil
}
