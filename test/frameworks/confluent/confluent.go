// Package confluent consumes and produces with github.com/confluentinc/confluent-kafka-go.
package confluent

import (
	"database/sql"
	"log"
	"net/http"
	"strings"
	"time"

	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
)

// The callback of a rebalance runs in the midst of polling, which asked for it.
func consume(c *kafka.Consumer, db *sql.DB) error {
	err := c.SubscribeTopics([]string{"orders"}, func(c *kafka.Consumer, e kafka.Event) error {
		_, err := db.Exec("INSERT INTO rebalances VALUES ($1)", e.String())
		return err
	})
	if err != nil {
		return err
	}
	for {
		m, err := c.ReadMessage(-1)
		if err != nil {
			return err
		}
		if _, err := db.Exec("INSERT INTO orders VALUES ($1)", m.Value); err != nil {
			return err
		}
	}
}

// Reports of delivery are read by a goroutine that does nothing else.
func produce(p *kafka.Producer, topic string, values [][]byte) error {
	go func() {
		for e := range p.Events() {
			if m, ok := e.(*kafka.Message); ok && m.TopicPartition.Error != nil {
				log.Print(m.TopicPartition)
			}
		}
	}()
	for _, v := range values {
		m := &kafka.Message{TopicPartition: kafka.TopicPartition{Topic: &topic, Partition: kafka.PartitionAny}, Value: v}
		if err := p.Produce(m, nil); err != nil {
			return err
		}
	}
	p.Flush(1000)
	return nil
}

// One that asks another service for each report keeps librdkafka's from coming.
func reported(p *kafka.Producer, url string) {
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	for {
		select {
		case e, ok := <-p.Events():
			if !ok {
				return
			}
			resp, err := http.Post(url, "text/plain", strings.NewReader(e.String())) // want `select-blocks: .*http.Post`
			if err != nil {
				log.Print(err)
				continue
			}
			if err := resp.Body.Close(); err != nil {
				log.Print(err)
			}
		case <-ticker.C:
			log.Print(p.Len())
		}
	}
}
