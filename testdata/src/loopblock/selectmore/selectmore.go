// Package selectmore is about -loopblock.select-more.
package selectmore

import (
	"database/sql"
	"net/http"
	"time"
)

func run(jobs, reload, replies chan int, db *sql.DB, t *time.Timer, pause time.Duration) {
	for {
		select {
		case <-jobs:
			http.ListenAndServe("", nil) // want `http.ListenAndServe in the case of jobs`
			<-replies                    // want `receive from replies in the case of jobs stalls the loop of run: reload and t.C wait for it`
			db.Exec("DELETE FROM jobs")  // want `\(\*sql.DB\).Exec in the case of jobs stalls the loop of run`
			sleep(pause)                 // want `sleep → time.Sleep in the case of jobs`
			<-reload                     // its own case
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

func sleep(d time.Duration) { time.Sleep(d) }

func start(db *sql.DB) {
	go run(make(chan int), make(chan int), make(chan int), db, time.NewTimer(1), 1)
}
