package example

import (
	"encoding/json"
	"os"
)

func loadConfig(out chan<- map[string]string) {
	go func() {
		data, err := os.ReadFile("config.json")
		if err != nil { // want `goroutine ends without a word because os.ReadFile failed: its error reaches nobody`
			return
		}
		var config map[string]string
		if err := json.Unmarshal(data, &config); err != nil { // want `goroutine ends without a word because json.Unmarshal failed: its error reaches nobody`
			return
		}
		out <- config
	}()
}
