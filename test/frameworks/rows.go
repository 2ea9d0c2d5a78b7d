//go:build rows

// What is imported here is for TestRows and TestStubs: it keeps the modules in
// go.mod, and nothing is ever built of it.

package frameworks

import (
	_ "github.com/afex/hystrix-go/hystrix"
	_ "github.com/avast/retry-go/v4"
	_ "github.com/cenkalti/backoff/v4"
	_ "github.com/charmbracelet/bubbletea"
	_ "github.com/destel/rill"
	_ "github.com/emersion/go-imap/v2/imapclient"
	_ "github.com/fsnotify/fsnotify"
	_ "github.com/gofrs/flock"
	_ "github.com/gorilla/websocket"
	_ "github.com/hashicorp/go-multierror"
	_ "github.com/hashicorp/memberlist"
	_ "github.com/jackc/pgx/v5"
	_ "github.com/minio/minio-go/v7"
	_ "github.com/nats-io/nats.go"
	_ "github.com/nats-io/nats.go/jetstream"
	_ "github.com/nsqio/go-nsq"
	_ "github.com/oklog/run"
	_ "github.com/panjf2000/ants/v2"
	_ "github.com/panjf2000/gnet/v2"
	_ "github.com/rabbitmq/amqp091-go"
	_ "github.com/segmentio/kafka-go"
	_ "github.com/spf13/cobra"
	_ "go.mongodb.org/mongo-driver/v2/mongo"
	_ "go.uber.org/zap"
	_ "gopkg.in/tomb.v2"
)
