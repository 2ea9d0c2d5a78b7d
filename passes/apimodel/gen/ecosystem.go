package main

import "strings"

// ecosystems maps module path prefixes to the file that holds their rows.
var ecosystems = []struct{ prefix, name string }{
	{"charm.land/", "tui"},
	{"github.com/awesome-gocui/", "tui"},
	{"github.com/charmbracelet/", "tui"},
	{"github.com/gdamore/tcell", "tui"},
	{"github.com/jroimartin/gocui", "tui"},
	{"github.com/rivo/tview", "tui"},

	{"fyne.io/", "gui"},
	{"gioui.org", "gui"},
	{"github.com/diamondburned/gotk4", "gui"},
	{"github.com/gen2brain/malgo", "gui"},
	{"github.com/go-gl/glfw", "gui"},
	{"github.com/gopxl/beep", "gui"},
	{"github.com/gordonklaus/portaudio", "gui"},
	{"github.com/gotk3/", "gui"},
	{"github.com/hajimehoshi/ebiten", "gui"},
	{"github.com/lxn/walk", "gui"},
	{"github.com/maxence-charriere/go-app", "gui"},
	{"github.com/wailsapp/", "gui"},

	{"github.com/chromedp/", "browser"},
	{"github.com/dop251/goja_nodejs", "browser"},
	{"github.com/playwright-community/", "browser"},

	{"github.com/IBM/sarama", "kafka"},
	{"github.com/confluentinc/", "kafka"},
	{"github.com/segmentio/kafka-go", "kafka"},
	{"github.com/twmb/franz-go", "kafka"},

	{"github.com/eclipse/", "mqtt"},
	{"github.com/mochi-mqtt/", "mqtt"},

	{"cloud.google.com/", "cloud"},
	{"github.com/aws/", "cloud"},
	{"github.com/minio/", "cloud"},

	{"github.com/ThreeDotsLabs/", "messaging"},
	{"github.com/apache/pulsar", "messaging"},
	{"github.com/centrifugal/", "messaging"},
	{"github.com/godbus/", "messaging"},
	{"github.com/hibiken/asynq", "messaging"},
	{"github.com/nats-io/", "messaging"},
	{"github.com/nsqio/", "messaging"},
	{"github.com/rabbitmq/", "messaging"},
	{"github.com/slack-go/", "messaging"},
	{"github.com/bwmarrin/discordgo", "messaging"},

	{"github.com/gocql/", "database"},
	{"github.com/gomodule/redigo", "database"},
	{"github.com/jackc/", "database"},
	{"github.com/jmoiron/", "database"},
	{"github.com/lib/pq", "database"},
	{"github.com/mattn/go-sqlite3", "database"},
	{"github.com/redis/", "database"},
	{"go.mongodb.org/", "database"},
	{"gorm.io/", "database"},

	{"github.com/allegro/bigcache", "store"},
	{"github.com/cockroachdb/pebble", "store"},
	{"github.com/dgraph-io/", "store"},
	{"github.com/hashicorp/golang-lru", "store"},
	{"github.com/jellydator/ttlcache", "store"},
	{"github.com/orcaman/concurrent-map", "store"},
	{"github.com/patrickmn/go-cache", "store"},
	{"github.com/puzpuzpuz/xsync", "store"},
	{"go.etcd.io/bbolt", "store"},

	{"github.com/asynkron/", "cluster"},
	{"github.com/envoyproxy/", "cluster"},
	{"github.com/ethereum/", "cluster"},
	{"github.com/go-zookeeper/", "cluster"},
	{"github.com/hashicorp/memberlist", "cluster"},
	{"github.com/hashicorp/raft", "cluster"},
	{"github.com/hashicorp/serf", "cluster"},
	{"github.com/libp2p/", "cluster"},
	{"go.etcd.io/", "cluster"},
	{"go.temporal.io/", "cluster"},

	{"k8s.io/", "kubernetes"},
	{"sigs.k8s.io/", "kubernetes"},

	{"github.com/cloudwego/netpoll", "net"},
	{"github.com/coder/websocket", "net"},
	{"github.com/emersion/", "net"},
	{"github.com/go-resty/", "net"},
	{"github.com/gofiber/", "net"},
	{"github.com/gorilla/", "net"},
	{"github.com/lesismal/nbio", "net"},
	{"github.com/lxzan/gws", "net"},
	{"github.com/miekg/dns", "net"},
	{"github.com/olahol/melody", "net"},
	{"github.com/panjf2000/gnet", "net"},
	{"github.com/pion/", "net"},
	{"github.com/quic-go/", "net"},
	{"github.com/sourcegraph/jsonrpc2", "net"},
	{"github.com/tidwall/evio", "net"},
	{"github.com/valyala/fasthttp", "net"},
	{"google.golang.org/grpc", "net"},

	{"github.com/prometheus/", "observability"},
	{"go.opentelemetry.io/", "observability"},
	{"go.uber.org/zap", "observability"},

	{"golang.org/x/", "golangx"},
}

// ecosystem returns the name of the file for a package of a module. What has
// no ecosystem of its own is a task runner, a pool, or a small tool.
func ecosystem(path, module string) string {
	if module == "std" {
		top, _, _ := strings.Cut(path, "/")
		if top == "net" || top == "crypto" {
			return "stdnet"
		}
		return "std"
	}
	for _, e := range ecosystems {
		if strings.HasPrefix(module, e.prefix) {
			return e.name
		}
	}
	return "misc"
}
