// Package forbiddenone makes one object of a kind, or seems to.
package forbiddenone

import (
	"time"

	mqtt "github.com/eclipse/paho.mqtt.golang"
	"github.com/hashicorp/golang-lru/v2/expirable"
	bolt "go.etcd.io/bbolt"
	"golang.org/x/sync/errgroup"
)

// Only this function makes databases: all are the one of the package.
func open(path string) (*app, error) {
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		return nil, err
	}
	return &app{db: db, index: &index{db: db}}, nil
}

type app struct {
	db    *bolt.DB
	index *index
}

type index struct{ db *bolt.DB }

func (a *app) put(key, value []byte) error {
	return a.db.Update(func(tx *bolt.Tx) error {
		if err := tx.Bucket(key).Put(key, value); err != nil {
			return err
		}
		return a.index.add(key) // want `index.add → bbolt.DB.Update in the callback passed to bbolt.DB.Update never returns`
	})
}

func (i *index) add(key []byte) error {
	return i.db.Update(func(tx *bolt.Tx) error { return tx.Bucket(key).Put(key, nil) })
}

// A cache for each level, all from one place.
func levels(n int) (lru *expirable.LRU[string, int]) {
	for range n {
		next := lru
		lru = expirable.NewLRU(10, func(key string, value int) {
			if next != nil {
				next.Add(key, value)
			}
		}, time.Minute)
	}
	return lru
}

// A group for each call, from one place.
func walk(names []string) error {
	g := new(errgroup.Group)
	for i, name := range names {
		g.Go(func() error {
			if name == "" {
				return nil
			}
			return walk(names[i+1:])
		})
	}
	return g.Wait()
}

type job struct{ group errgroup.Group }

func (j *job) run(other *job) error {
	j.group.Go(func() error { return other.group.Wait() })
	return j.group.Wait()
}

// Another app has another database.
func (a *app) move(to *app, key []byte) error {
	return a.db.Update(func(tx *bolt.Tx) error { return to.put(key, nil) })
}

// The handler belongs to the options, and those to the one client.
type device struct{ client mqtt.Client }

func connect() *device {
	d := new(device)
	d.client = mqtt.NewClient(mqtt.NewClientOptions().SetDefaultPublishHandler(d.receive))
	return d
}

func (d *device) receive(_ mqtt.Client, msg mqtt.Message) {
	d.client.Publish("ack", 1, false, msg.Payload()).Wait() // want `mqtt.Token.Wait in device.receive waits in vain`
}
