package bounds

import (
	"slices"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// perMessage holds the places of the API model, by package, whose callbacks are
// called for each message or event that others send: at their pace, as long as
// they like. Most of the model's callbacks aren't of this kind: they belong to
// the life of a connection, to a timer, or to what the program itself asked for.
// Nor are those of frameworks that have a goroutine for each call anyway, and
// whose documentation says to start one (chromedp, playwright).
var perMessage = map[string][]apimodel.Symbol{
	"github.com/centrifugal/centrifuge":          {{Recv: "Client", Name: "OnMessage"}, {Recv: "Client", Name: "OnPublish"}, {Recv: "Client", Name: "OnRPC"}},
	"github.com/centrifugal/centrifuge-go":       {{Recv: "Client", Name: "OnMessage"}, {Recv: "Client", Name: "OnPublication"}, {Recv: "Subscription", Name: "OnPublication"}},
	"github.com/eclipse/paho.golang/paho":        {{Recv: "Client", Name: "AddOnPublishReceived"}, {Recv: "ClientConfig", Name: "OnPublishReceived"}, {Recv: "StandardRouter", Name: "DefaultHandler"}, {Recv: "StandardRouter", Name: "RegisterHandler"}, {Recv: "Router", Name: "Route"}, {Name: "MessageHandler"}},
	"github.com/eclipse/paho.mqtt.golang":        {{Recv: "Client", Name: "Subscribe"}, {Recv: "Client", Name: "SubscribeMultiple"}, {Recv: "Client", Name: "AddRoute"}, {Recv: "ClientOptions", Name: "SetDefaultPublishHandler"}, {Name: "MessageHandler"}},
	"github.com/hashicorp/memberlist":            {{Recv: "Delegate", Name: "NotifyMsg"}},
	"github.com/lesismal/nbio":                   {{Recv: "Engine", Name: "OnData"}, {Recv: "Engine", Name: "OnRead"}},
	"github.com/lxzan/gws":                       {{Recv: "Event", Name: "OnMessage"}},
	"github.com/mochi-mqtt/server/v2":            {{Recv: "Hook", Name: "OnPacketRead"}, {Recv: "Hook", Name: "OnPublish"}, {Recv: "Hook", Name: "OnPublished"}},
	"github.com/nats-io/nats.go":                 {{Recv: "Conn", Name: "Subscribe"}, {Recv: "Conn", Name: "QueueSubscribe"}, {Recv: "JetStream", Name: "Subscribe"}, {Recv: "JetStream", Name: "QueueSubscribe"}, {Name: "MsgHandler"}},
	"github.com/nats-io/nats.go/jetstream":       {{Recv: "Consumer", Name: "Consume"}},
	"github.com/olahol/melody":                   {{Recv: "Melody", Name: "HandleMessage"}, {Recv: "Melody", Name: "HandleMessageBinary"}},
	"github.com/panjf2000/gnet/v2":               {{Recv: "EventHandler", Name: "OnTraffic"}},
	"github.com/pion/webrtc/v4":                  {{Recv: "DataChannel", Name: "OnMessage"}},
	"github.com/redis/rueidis":                   {{Recv: "CoreClient", Name: "Receive"}, {Recv: "PubSubHooks", Name: "OnMessage"}},
	"github.com/sourcegraph/jsonrpc2":            {{Recv: "Handler", Name: "Handle"}, {Name: "HandlerWithError"}},
	"github.com/tidwall/evio":                    {{Recv: "Events", Name: "Data"}},
	"k8s.io/client-go/tools/cache":               informerEvents,
	"sigs.k8s.io/controller-runtime/pkg/handler": controllerEvents,
}

var (
	informerEvents = []apimodel.Symbol{
		{Recv: "ResourceEventHandler", Name: "OnAdd"}, {Recv: "ResourceEventHandler", Name: "OnDelete"}, {Recv: "ResourceEventHandler", Name: "OnUpdate"},
		{Recv: "ResourceEventHandlerFuncs", Name: "AddFunc"}, {Recv: "ResourceEventHandlerFuncs", Name: "DeleteFunc"}, {Recv: "ResourceEventHandlerFuncs", Name: "UpdateFunc"},
		{Recv: "ResourceEventHandlerDetailedFuncs", Name: "AddFunc"}, {Recv: "ResourceEventHandlerDetailedFuncs", Name: "DeleteFunc"}, {Recv: "ResourceEventHandlerDetailedFuncs", Name: "UpdateFunc"},
	}
	controllerEvents = []apimodel.Symbol{
		{Recv: "TypedEventHandler", Name: "Create"}, {Recv: "TypedEventHandler", Name: "Delete"}, {Recv: "TypedEventHandler", Name: "Generic"}, {Recv: "TypedEventHandler", Name: "Update"},
		{Recv: "TypedFuncs", Name: "CreateFunc"}, {Recv: "TypedFuncs", Name: "DeleteFunc"}, {Recv: "TypedFuncs", Name: "GenericFunc"}, {Recv: "TypedFuncs", Name: "UpdateFunc"},
	}
)

// isPerMessage reports whether the callbacks of row are called for each message.
func isPerMessage(row *apimodel.Callback) bool {
	return slices.Contains(perMessage[apimodel.CurrentPath(row.Pkg)], apimodel.Symbol{Recv: row.Recv, Name: row.Name})
}
