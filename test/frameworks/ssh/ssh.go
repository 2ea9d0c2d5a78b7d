// Package ssh serves SSH connections with golang.org/x/crypto/ssh.
package ssh

import (
	"io"
	"log"
	"net"
	"os/exec"

	"golang.org/x/crypto/ssh"
)

// What nobody takes from the channels of a connection holds up all of it.
func serve(conn net.Conn, config *ssh.ServerConfig) error {
	_, channels, requests, err := ssh.NewServerConn(conn, config)
	if err != nil {
		return err
	}
	go ssh.DiscardRequests(requests)
	for c := range channels {
		go session(c)
	}
	return nil
}

// A session that is served here keeps the requests of the connection waiting.
func serial(channels <-chan ssh.NewChannel, requests <-chan *ssh.Request) {
	for {
		select {
		case c, ok := <-channels:
			if !ok {
				return
			}
			session(c) // want `select-blocks: .*session → \(\*exec.Cmd\).Output`
		case r, ok := <-requests:
			if !ok {
				return
			}
			if err := r.Reply(false, nil); err != nil {
				log.Print(err)
			}
		}
	}
}

func session(c ssh.NewChannel) {
	channel, requests, err := c.Accept()
	if err != nil {
		log.Print(err)
		return
	}
	go ssh.DiscardRequests(requests)
	date, err := exec.Command("date").Output()
	if err != nil {
		log.Print(err)
	}
	if _, err := channel.Write(date); err != nil {
		log.Print(err)
	}
	if err := channel.Close(); err != nil && err != io.EOF {
		log.Print(err)
	}
}
