// Package viper follows its settings with github.com/spf13/viper.
package viper

import (
	"database/sql"
	"log"

	"github.com/fsnotify/fsnotify"
	"github.com/spf13/viper"
)

// reload may wait: the goroutine that calls it does nothing but watch the file.
func reload(v *viper.Viper, db *sql.DB) {
	v.OnConfigChange(func(fsnotify.Event) {
		if _, err := db.Exec("SELECT reload($1)", v.GetString("level")); err != nil {
			log.Print(err)
		}
	})
	v.WatchConfig()
}
