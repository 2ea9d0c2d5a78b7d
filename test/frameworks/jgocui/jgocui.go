// Package jgocui is a program of github.com/jroimartin/gocui.
package jgocui

import (
	"fmt"
	"os/exec"

	"github.com/jroimartin/gocui"
)

func status() (string, error) {
	out, err := exec.Command("git", "status", "--short").Output()
	return string(out), err
}

// A panel lays itself out.
type panel struct{}

func (panel) Layout(g *gocui.Gui) error {
	text, err := status() // want `callback-blocks: Layout blocks the gocui MainLoop.*: calls status → \(\*exec.Cmd\).Output; instead: goroutine`
	if err != nil {
		return err
	}
	v, err := g.SetView("status", 0, 0, 40, 20)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(v, text)
	return err
}

func blocking(g *gocui.Gui) error {
	g.SetManager(panel{})
	return g.SetKeybinding("", gocui.KeyCtrlR, gocui.ModNone, refresh)
}

func refresh(_ *gocui.Gui, v *gocui.View) error {
	text, err := status() // want `callback-blocks: refresh blocks the gocui MainLoop.*: calls status → \(\*exec.Cmd\).Output`
	if err != nil {
		return err
	}
	v.Clear()
	_, err = fmt.Fprint(v, text)
	return err
}

func offloaded(g *gocui.Gui) error {
	return g.SetKeybinding("", gocui.KeyCtrlR, gocui.ModNone, func(g *gocui.Gui, v *gocui.View) error {
		go func() {
			text, err := status()
			g.Update(func(*gocui.Gui) error {
				if err != nil {
					return err
				}
				v.Clear()
				_, err := fmt.Fprint(v, text)
				return err
			})
		}()
		return nil
	})
}
