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

func useless(c *cron.Cron, job func()) error {
	_, err := c.AddFunc("@daily", func() {
		defer recover() // want `useless-recover: `
		job()
	})
	return err
}

func chained() *cron.Cron {
	return cron.New(cron.WithChain(cron.Recover(cron.DefaultLogger)))
}

func swallowed(c *cron.Cron, job func()) error {
	_, err := c.AddFunc("@daily", func() { // want +2 `swallowed-panic: `

		defer func() { recover() }()
		job()
	})
	return err
}

func reported(c *cron.Cron, job func()) error {
	_, err := c.AddFunc("@daily", func() {
		defer func() {
			if p := recover(); p != nil {
				log.Print(p)
			}
		}()
		job()
	})
	return err
}
