// Package gocui is a program of github.com/awesome-gocui/gocui.
package gocui

import (
	"fmt"
	"os/exec"

	"github.com/awesome-gocui/gocui"
)

func status() (string, error) {
	out, err := exec.Command("git", "status", "--short").Output()
	return string(out), err
}

func blocking(g *gocui.Gui) error {
	return g.SetKeybinding("", gocui.KeyCtrlR, gocui.ModNone, func(_ *gocui.Gui, v *gocui.View) error {
		text, err := status() // want `callback-blocks: the callback passed to gocui.Gui.SetKeybinding blocks the gocui MainLoop.*: calls status → \(\*exec.Cmd\).Output; instead: goroutine`
		if err != nil {
			return err
		}
		v.Clear()
		_, err = fmt.Fprint(v, text)
		return err
	})
}

func blockingLayout(g *gocui.Gui) {
	g.SetManager(gocui.ManagerFunc(func(g *gocui.Gui) error {
		_, err := status()
		return err
	}))
	g.SetManagerFunc(layout)
}

func layout(g *gocui.Gui) error {
	text, err := status() // want `callback-blocks: layout blocks the gocui MainLoop.*: calls status → \(\*exec.Cmd\).Output`
	if err != nil {
		return err
	}
	v, err := g.SetView("status", 0, 0, 40, 20, 0)
	if err != nil {
		return err
	}
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

// queued waits only when the queue, which the loop empties, has twenty updates.
func queued(g *gocui.Gui) {
	g.UpdateAsync(func(g *gocui.Gui) error {
		g.UpdateAsync(func(*gocui.Gui) error { return nil })
		return nil
	})
}

func updated(g *gocui.Gui) {
	g.UpdateAsync(func(g *gocui.Gui) error {
		g.Update(func(*gocui.Gui) error { return nil })
		return nil
	})
}
