// Package missingreply owes an answer, and gives it only if it is a good one.
package missingreply

import (
	"io/fs"
	"log"
	"time"
)

// Stat asks for a file, and says so when that takes long.
func Stat(disk fs.FS, name string, long time.Duration) fs.FileInfo {
	reply := make(chan fs.FileInfo, 1)
	go func() {
		info, err := fs.Stat(disk, name)
		if err != nil {
			log.Printf("stat: %v", err)
			return
		}
		reply <- info
	}()
	slow := time.AfterFunc(long, func() { log.Printf("stat %s: still at it", name) })
	defer slow.Stop()
	return <-reply
}
