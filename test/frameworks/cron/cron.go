// Package cron runs jobs with github.com/robfig/cron.
package cron

import (
	"log"

	"github.com/robfig/cron/v3"
)

type store interface {
	load() ([]string, error)
	save([]string) error
}

func schedule(c *cron.Cron, s store) error {
	if _, err := c.AddFunc("@daily", func() {
		names, err := s.load()
		if err != nil { // want `early-return: .*s.load failed`
			return
		}
		if err := s.save(names); err != nil {
			log.Print(err)
		}
	}); err != nil {
		return err
	}
	_, err := c.AddFunc("@hourly", func() {
		names, err := s.load()
		if err != nil {
			log.Print(err)
			return
		}
		if err := s.save(names); err != nil {
			log.Print(err)
		}
	})
	return err
}
