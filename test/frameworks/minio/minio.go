// Package minio lists and removes objects with github.com/minio/minio-go.
package minio

import (
	"context"
	"log"

	"github.com/minio/minio-go/v7"
)

func dropped(ctx context.Context, client *minio.Client, objects <-chan minio.ObjectInfo) {
	client.RemoveObjects(ctx, "bucket", objects, minio.RemoveObjectsOptions{}) // want `unread-token: the result of client.RemoveObjects is dropped`
}

func removed(ctx context.Context, client *minio.Client, objects <-chan minio.ObjectInfo) (failed int) {
	for e := range client.RemoveObjects(ctx, "bucket", objects, minio.RemoveObjectsOptions{}) {
		log.Print(e.ObjectName, e.Err)
		failed++
	}
	return failed
}

func listed(ctx context.Context, client *minio.Client) (keys []string, err error) {
	for o := range client.ListObjects(ctx, "bucket", minio.ListObjectsOptions{Recursive: true}) {
		if o.Err != nil {
			return nil, o.Err
		}
		keys = append(keys, o.Key)
	}
	return keys, nil
}
