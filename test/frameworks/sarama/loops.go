package sarama

import (
	"bytes"
	"log"
	"net/http"

	"github.com/IBM/sarama"
)

// A tracer asks for the id of a trace for each message: its OnSend keeps the
// goroutine through which all messages of the producer go.
type tracer struct{ url string }

func (t tracer) OnSend(m *sarama.ProducerMessage) {
	resp, err := http.Get(t.url) // want `callback-blocks: OnSend blocks the AsyncProducer dispatcher goroutine.*: calls http.Get; instead: copy and return`
	if err != nil {
		return
	}
	defer resp.Body.Close()
	m.Headers = append(m.Headers, sarama.RecordHeader{Key: []byte("trace"), Value: []byte(resp.Header.Get("Trace"))})
}

// A counter copies what it needs, and leaves the rest to its reader.
type counter struct{ topics chan<- string }

func (c counter) OnConsume(m *sarama.ConsumerMessage) {
	select {
	case c.topics <- m.Topic:
	default:
	}
}

// A balancer asks another service for the partition.
type balancer struct {
	sarama.Partitioner
	answers chan int32
}

func (b *balancer) Partition(m *sarama.ProducerMessage, n int32) (int32, error) {
	return <-b.answers % n, nil // want `callback-blocks: Partition blocks the AsyncProducer topic goroutine.*: receives from b.answers; instead: pure computation`
}

// A hash computes it.
type hash struct{ sarama.Partitioner }

func (hash) Partition(m *sarama.ProducerMessage, n int32) (int32, error) {
	return int32(m.Offset) % n, nil
}

func configure(url string, topics chan<- string) *sarama.Config {
	config := sarama.NewConfig()
	config.Producer.Interceptors = []sarama.ProducerInterceptor{tracer{url}}
	config.Consumer.Interceptors = []sarama.ConsumerInterceptor{counter{topics}}
	return config
}

func send(broker *sarama.Broker, req, next *sarama.ProduceRequest, responses chan<- *sarama.ProduceResponse) error {
	err := broker.AsyncProduce(req, func(_ *sarama.ProduceResponse, err error) {
		if err != nil {
			log.Print(err)
		}
		if _, err := broker.Produce(next); err != nil { // want `forbidden-call: .*Produce`
			log.Print(err)
		}
	})
	if err != nil {
		return err
	}
	return broker.AsyncProduce(next, func(resp *sarama.ProduceResponse, err error) {
		if err != nil {
			log.Print(err)
			return
		}
		responses <- resp
	})
}

// A claim has a goroutine of its own, which works as long as it likes.
type claims struct{ url string }

func (claims) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (claims) Cleanup(sarama.ConsumerGroupSession) error { return nil }

func (c claims) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for {
		select {
		case m, ok := <-claim.Messages():
			if !ok {
				return nil
			}
			resp, err := http.Head(c.url)
			if err != nil {
				return err
			}
			if err := resp.Body.Close(); err != nil {
				return err
			}
			session.MarkMessage(m, "")
		case <-session.Context().Done():
			return nil
		}
	}
}

// While one message is posted, neither the next one nor an error is taken.
func forward(pc sarama.PartitionConsumer, url string) {
	for {
		select {
		case m, ok := <-pc.Messages():
			if !ok {
				return
			}
			resp, err := http.Post(url, "application/octet-stream", bytes.NewReader(m.Value)) // want `select-blocks: .*http.Post`
			if err != nil {
				log.Print(err)
				continue
			}
			if err := resp.Body.Close(); err != nil {
				log.Print(err)
			}
		case err, ok := <-pc.Errors():
			if !ok {
				return
			}
			log.Print(err)
		}
	}
}

// Errors have a goroutine of their own, and so have messages.
func drained(pc sarama.PartitionConsumer, messages chan<- []byte) {
	go func() {
		for err := range pc.Errors() {
			log.Print(err)
		}
	}()
	for m := range pc.Messages() {
		messages <- m.Value
	}
}
