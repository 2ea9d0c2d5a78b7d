// Package token holds futures: results that tell the error later.
package token

import (
	"context"
	"database/sql"
	"log"
	"net/rpc"
	"time"

	mqtt "github.com/eclipse/paho.mqtt.golang"
)

func dropped(c mqtt.Client, p []byte) {
	c.Publish("a", 1, false, p)       // want `the mqtt.Token of c.Publish is dropped: it alone tells the error, and a failure goes unnoticed`
	(c.Subscribe("a", 1, nil))        // want `the mqtt.Token of c.Subscribe is dropped`
	go c.Subscribe("a", 1, nil)       // want `the mqtt.Token of c.Subscribe is dropped`
	defer c.Publish("a", 2, false, p) // want `the mqtt.Token of c.Publish is dropped`
}

func waited(c mqtt.Client, p []byte) bool {
	c.Publish("a", 1, false, p).Wait()                                      // want `nobody asks the mqtt.Token of c.Publish for its error \(Error\): a failure goes unnoticed`
	<-c.Publish("a", 1, false, p).Done()                                    // want `nobody asks the mqtt.Token of c.Publish`
	return c.Publish("a", 1, false, p).WaitTimeout(time.Second) && c != nil // want `nobody asks the mqtt.Token of c.Publish`
}

func held(c mqtt.Client) {
	token := c.Subscribe("a", 1, nil) // want `nobody asks the mqtt.Token of c.Subscribe for its error \(Error\): a failure goes unnoticed`
	if token != nil {
		token.Wait()
	}
}

func timesOut(c mqtt.Client) bool {
	var token = c.Subscribe("a", 1, nil) // want `nobody asks the mqtt.Token of c.Subscribe`
	select {
	case <-token.Done():
		return true
	case <-time.After(time.Second):
		return false
	}
}

func again(c mqtt.Client, topics []string) {
	var token mqtt.Token
	for _, topic := range topics {
		token = c.Subscribe(topic, 1, nil) // want `nobody asks the mqtt.Token of c.Subscribe`
		token.Wait()
	}
}

func field(c *rpc.Client, args, reply any) {
	c.Go("S.M", args, reply, nil)         // want `the rpc.Call of c.Go is dropped`
	call := c.Go("S.M", args, reply, nil) // want `nobody asks the rpc.Call of c.Go`
	log.Print(call.ServiceMethod)
}

func row(db *sql.DB) {
	db.QueryRow("UPDATE t SET a = 1") // want `the sql.Row of db.QueryRow is dropped`
}

// Near-misses.

func asked(c mqtt.Client) error {
	token := c.Subscribe("a", 1, nil)
	token.Wait()
	return token.Error()
}

func askedInCondition(c mqtt.Client) {
	if token := c.Subscribe("a", 1, nil); token.Wait() && token.Error() != nil {
		log.Print(token.Error())
	}
}

func askedOnSomePath(c mqtt.Client) error {
	token := c.Subscribe("a", 1, nil)
	if !token.WaitTimeout(time.Second) {
		return context.DeadlineExceeded
	}
	return token.Error()
}

func askedByTask(c mqtt.Client) {
	token := c.Subscribe("a", 1, nil)
	go func() {
		token.Wait()
		if err := token.Error(); err != nil {
			log.Print(err)
		}
	}()
}

func askedLater(c mqtt.Client) func() error {
	token := c.Subscribe("a", 1, nil)
	token.Wait()
	return token.Error
}

func chained(c mqtt.Client) error { return c.Subscribe("a", 1, nil).Error() }

func returned(c mqtt.Client) mqtt.Token { return c.Subscribe("a", 1, nil) }

func passed(c mqtt.Client) { check(c.Subscribe("a", 1, nil)) }

func passedVar(c mqtt.Client) {
	token := c.Subscribe("a", 1, nil)
	token.Wait()
	check(token)
}

func check(mqtt.Token) {}

type holder struct{ token mqtt.Token }

func stored(c mqtt.Client, h *holder) {
	h.token = c.Subscribe("a", 1, nil)
	all := []mqtt.Token{c.Subscribe("b", 1, nil)}
	token := c.Subscribe("c", 1, nil)
	all = append(all, token)
	log.Print(all)
}

func aliased(c mqtt.Client) error {
	token := c.Subscribe("a", 1, nil)
	other := token
	other.Wait()
	return other.Error()
}

func narrowed(c mqtt.Client) bool {
	token := c.Subscribe("a", 1, nil)
	_, ok := token.(interface{ Result() map[string]byte })
	return ok
}

func result(c mqtt.Client) (token mqtt.Token) {
	token = c.Subscribe("a", 1, nil)
	return
}

func parameter(c mqtt.Client, token mqtt.Token) {
	token = c.Subscribe("a", 1, nil)
	token.Wait()
}

func deliberate(c mqtt.Client, p []byte) {
	_ = c.Publish("a", 1, false, p)
	token := c.Publish("a", 1, false, p)
	_ = token
}

func saidInWords(c mqtt.Client, p []byte) {
	// Best effort: the next one comes soon.
	c.Publish("a", 1, false, p)
}

// report sends p, at best effort.
func report(c mqtt.Client, p []byte) {
	c.Publish("a", 1, false, p)
}

func tidies(c *rpc.Client, args, reply any) {
	c.Go("Session.Close", args, reply, nil)
	c.Go("Desktop.NotifyUser", args, reply, nil)
}

// At most once: nobody would know of a loss anyway.
func atMostOnce(c mqtt.Client, p []byte) {
	c.Publish("a", 0, false, p)
}

func someQuality(c mqtt.Client, qos byte, p []byte) {
	c.Publish("a", qos, false, p)
}

func channel(c *rpc.Client, args, reply any, done chan *rpc.Call) error {
	c.Go("S.M", args, reply, done)
	call := <-c.Go("S.M", args, reply, nil).Done
	return call.Error
}

func scanned(db *sql.DB) (n int, err error) {
	err = db.QueryRow("SELECT 1").Scan(&n)
	r := db.QueryRow("SELECT 1")
	if err := r.Scan(&n); err != nil {
		return 0, err
	}
	return n, err
}

// It has the name, and is something else.
type local struct{}

func (local) Publish(topic string, qos byte, retained bool, p []byte) mqtt.Token { return nil }

func otherPublish(c local, p []byte) { c.Publish("a", 1, false, p) }
