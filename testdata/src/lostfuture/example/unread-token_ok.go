package example

import (
	"log"

	mqtt "github.com/eclipse/paho.mqtt.golang"
)

func subscribeOrFail(client mqtt.Client, handle mqtt.MessageHandler) error {
	token := client.Subscribe("alarms", 1, handle)
	token.Wait()
	if err := token.Error(); err != nil {
		return err
	}
	up := client.Publish("status", 1, true, "up")
	go func() {
		if up.Wait(); up.Error() != nil {
			log.Print(up.Error())
		}
	}()
	return nil
}
