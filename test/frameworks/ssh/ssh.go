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

func session(c ssh.NewChannel) {
	channel, requests, err := c.Accept()
	if err != nil {
		log.Print(err)
		return
	}
	go ssh.DiscardRequests(requests)
	cmd := exec.Command("date")
	cmd.Stdout = channel
	if err := cmd.Run(); err != nil {
		log.Print(err)
	}
	if err := channel.Close(); err != nil && err != io.EOF {
		log.Print(err)
	}
}
