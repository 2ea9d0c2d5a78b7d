// Package redis is a stub of github.com/redis/go-redis/v9.
package redis

import (
	"context"
	"time"
)

type Client struct{}

func (c *Client) Pipeline() Pipeliner

type Cmdable interface {
	Get(ctx context.Context, key string) *StringCmd
	Incr(ctx context.Context, key string) *IntCmd
	Set(ctx context.Context, key string, value interface{}, expiration time.Duration) *StatusCmd
}

type StatefulCmdable interface {
	Cmdable
}

type Pipeliner interface {
	StatefulCmdable
	Len() int
	Discard()
	Exec(ctx context.Context) ([]Cmder, error)
}

type Cmder interface {
	Err() error
}

type baseCmd struct{}

func (cmd *baseCmd) Err() error

type IntCmd struct{ baseCmd }

func (cmd *IntCmd) Val() int64
func (cmd *IntCmd) Result() (int64, error)

type StatusCmd struct{ baseCmd }

func (cmd *StatusCmd) Val() string
func (cmd *StatusCmd) Result() (string, error)

type StringCmd struct{ baseCmd }

func (cmd *StringCmd) Val() string
func (cmd *StringCmd) Result() (string, error)
