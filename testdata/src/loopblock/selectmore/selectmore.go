// Package selectmore is about -loopblock.select-more.
package selectmore

import (
	"database/sql"
	"time"
)

func run(jobs, reload, replies chan int, sem chan struct{}, db *sql.DB, t *time.Timer) {
	for {
		select {
		case <-jobs:
			<-replies                   // want `receive from replies in the case of jobs stalls the loop of run: reload and t.C wait for it`
			db.Exec("DELETE FROM jobs") // want `\(\*sql.DB\).Exec in the case of jobs stalls the loop of run`
			<-reload                    // its own case
			if !t.Stop() {
				<-t.C
			}
			done := make(chan bool)
			go func() { done <- true }()
			<-done
		case <-reload:
		case <-t.C:
		}
	}
}
