//asynclint-env: GOOS=js GOARCH=wasm CGO_ENABLED=0

//go:build js && wasm

// Package js answers the browser's events.
package js

import (
	"io"
	"net/http"
	"syscall/js"
	"time"
)

func fetch(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return string(body), err
}

func show(id, text string) {
	js.Global().Get("document").Call("getElementById", id).Set("textContent", text)
}

func blocking() js.Func {
	return js.FuncOf(func(js.Value, []js.Value) any {
		text, err := fetch("/news") // want `callback-blocks: the callback passed to js.FuncOf blocks the JavaScript event loop.*: calls fetch → http.Get`
		if err == nil {
			show("news", text)
		}
		return nil
	})
}

// forbidden waits for a timer, which is an event too.
func forbidden() js.Func {
	return js.FuncOf(func(js.Value, []js.Value) any {
		show("hint", "saved")
		time.Sleep(time.Second) // want `time.Sleep`
		show("hint", "")
		return nil
	})
}

// promised does as the documentation says.
func promised() js.Func {
	return js.FuncOf(func(js.Value, []js.Value) any {
		executor := js.FuncOf(func(_ js.Value, args []js.Value) any {
			go func() {
				text, err := fetch("/news")
				if err != nil {
					args[1].Invoke(err.Error())
					return
				}
				args[0].Invoke(text)
			}()
			return nil
		})
		defer executor.Release()
		return js.Global().Get("Promise").New(executor)
	})
}
