package example

import mqtt "github.com/eclipse/paho.mqtt.golang"

func subscribe(client mqtt.Client, handle mqtt.MessageHandler) {
	token := client.Subscribe("alarms", 1, handle) // want `nobody asks the mqtt.Token of client.Subscribe for its error \(Error\): a failure goes unnoticed`
	token.Wait()
	client.Publish("status", 1, true, "up") // want `the mqtt.Token of client.Publish is dropped: it alone tells the error, and a failure goes unnoticed`
}
