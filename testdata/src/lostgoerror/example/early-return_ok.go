package example

import (
	"encoding/json"
	"os"
)

type loaded struct {
	config map[string]string
	err    error
}

func loadConfigReported(out chan<- loaded) {
	go func() {
		var l loaded
		data, err := os.ReadFile("config.json")
		if err == nil {
			err = json.Unmarshal(data, &l.config)
		}
		l.err = err
		out <- l
	}()
}
