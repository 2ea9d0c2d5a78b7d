// Package process holds processes that are started.
package process

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"log"
	"os"
	"os/exec"
	"syscall"
)

func direct() error {
	return exec.Command("sleep", "1").Start() // want `the process is started and never waited for: nobody learns how it ended, and it remains as a zombie`
}

func held(ctx context.Context, args []string) error {
	cmd := exec.CommandContext(ctx, "convert", args...)
	cmd.Stderr = os.Stderr
	cmd.Env = append(os.Environ(), "A=B")
	if err := cmd.Start(); err != nil { // want `cmd is started and never waited for`
		return err
	}
	log.Print(cmd.Process.Pid)
	return nil
}

func killed() error {
	cmd := &exec.Cmd{Path: "/bin/sleep", Args: []string{"sleep", "9"}}
	if err := cmd.Start(); err != nil { // want `cmd is started and never waited for`
		return err
	}
	defer cmd.Process.Kill()
	return nil
}

func readToItsEnd() ([]byte, error) {
	cmd := exec.Command("ls")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil { // want `cmd is started and never waited for`
		return nil, err
	}
	return io.ReadAll(out)
}

func inLiteral(hooks []string) {
	for _, hook := range hooks {
		func() {
			cmd := exec.Command(hook)
			cmd.Stdout = os.Stdout
			_ = cmd.Start() // want `cmd is started and never waited for`
		}()
	}
}

func value() error {
	cmd := exec.Cmd{Path: "/bin/true"}
	return cmd.Start() // want `cmd is started and never waited for`
}

// Near-misses.

func waited() error {
	cmd := exec.Command("true")
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Wait()
}

func waitedElsewhere() error {
	cmd := exec.Command("true")
	if err := cmd.Start(); err != nil {
		return err
	}
	go cmd.Wait()
	return nil
}

func waitedInLiteral() error {
	cmd := exec.Command("true")
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() {
		if err := cmd.Wait(); err != nil {
			log.Print(err)
		}
	}()
	return nil
}

func waitedOnSomePath(fast bool) error {
	cmd := exec.Command("true")
	if err := cmd.Start(); err != nil {
		return err
	}
	if fast {
		return nil
	}
	return cmd.Wait()
}

func processWaits() error {
	cmd := exec.Command("true")
	if err := cmd.Start(); err != nil {
		return err
	}
	_, err := cmd.Process.Wait()
	return err
}

func released() error {
	cmd := exec.Command("daemon")
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Process.Release()
}

func pid() (int, error) {
	cmd := exec.Command("true")
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	return cmd.Process.Pid, nil
}

func pidPassed(remember func(int)) error {
	cmd := exec.Command("true")
	if err := cmd.Start(); err != nil {
		return err
	}
	remember(cmd.Process.Pid)
	return nil
}

func processReturned() (*os.Process, error) {
	cmd := exec.Command("true")
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return cmd.Process, nil
}

func returned() (*exec.Cmd, error) {
	cmd := exec.Command("true")
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return cmd, nil
}

func pass() error {
	cmd := exec.Command("true")
	watch(cmd)
	return cmd.Start()
}

func watch(*exec.Cmd) {}

func wait() (func() error, error) {
	cmd := exec.Command("true")
	err := cmd.Start()
	return cmd.Wait, err
}

type service struct{ cmd *exec.Cmd }

func (s *service) stored() error {
	s.cmd = exec.Command("true")
	return s.cmd.Start()
}

func (s *service) storedLater() error {
	cmd := exec.Command("true")
	if err := cmd.Start(); err != nil {
		return err
	}
	s.cmd = cmd
	return nil
}

func parameter(cmd *exec.Cmd) error { return cmd.Start() }

func unknown() error {
	cmd := command()
	return cmd.Start()
}

func command() *exec.Cmd { return exec.Command("true") }

func runs() error {
	cmd := exec.Command("true")
	return cmd.Run()
}

func browser(url string) error {
	if err := exec.Command("xdg-open", url).Start(); err == nil {
		return nil
	}
	cmd := exec.Command("/usr/bin/open", url)
	return cmd.Start()
}

func openBrowser(browser, url string) error {
	return exec.Command(browser, url).Start()
}

func (s *service) RestartAgent() error {
	cmd := exec.Command("agent")
	return cmd.Start()
}

func detached() error {
	cmd := exec.Command("daemon")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	return cmd.Start()
}

func detachedLiteral() error {
	cmd := &exec.Cmd{Path: "/usr/bin/daemon", SysProcAttr: &syscall.SysProcAttr{Setsid: true}}
	return cmd.Start()
}

func restarts() {
	cmd := exec.Command(os.Args[0], os.Args[1:]...)
	if err := cmd.Start(); err != nil {
		log.Fatal(err)
	}
	os.Exit(0)
}

type starter struct{ *bufio.Writer }

func (starter) Start() error { return nil }

func otherStart() error {
	var buf bytes.Buffer
	s := starter{bufio.NewWriter(&buf)}
	return s.Start()
}
