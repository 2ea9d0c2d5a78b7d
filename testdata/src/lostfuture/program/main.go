// Command program starts processes.
package main

import (
	"bufio"
	"os"
	"os/exec"
)

func main() {
	if err := start("agent"); err != nil {
		os.Exit(1)
	}
	if err := serve(); err != nil {
		os.Exit(1)
	}
}

// One process stays when a command has ended.
func start(name string) error {
	cmd := exec.Command(name)
	cmd.Stdout = os.Stdout
	return cmd.Start()
}

// One for each line is a zombie for each line.
func serve() error {
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		cmd := exec.Command("hook", in.Text())
		if err := cmd.Start(); err != nil { // want `cmd is started and never waited for`
			return err
		}
	}
	return nil
}
