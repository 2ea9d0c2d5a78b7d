// Package unreadtoken starts to refresh what it has, and does not ask how that
// went.
package unreadtoken

import (
	"io/fs"
	"log"
	"sync"

	"golang.org/x/sync/singleflight"
)

// A Cache knows files.
type Cache struct {
	disk  fs.FS
	group singleflight.Group
	infos sync.Map
}

// New returns a cache of the files of a disk.
func New(disk fs.FS) *Cache { return &Cache{disk: disk} }

// Refresh starts to ask for a file anew, unless that has been started already.
func (c *Cache) Refresh(key string) {
	result := c.group.DoChan(key, func() (any, error) {
		info, err := fs.Stat(c.disk, key)
		if err != nil {
			return nil, err
		}
		c.infos.Store(key, info)
		return info, nil
	})
	go func() {
		if r := <-result; r.Err != nil {
			log.Printf("refresh %s: %v", key, r.Err)
		}
	}()
}
