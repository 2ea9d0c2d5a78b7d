// Package aws uses S3 with github.com/aws/aws-sdk-go-v2.
package aws

import (
	"bytes"
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/feature/s3/manager"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"golang.org/x/sync/errgroup"
)

func dropped(ctx context.Context, up *manager.Uploader, in *s3.PutObjectInput) {
	go up.Upload(ctx, in) // want `go-result: .*up.Upload`
}

func uploaded(ctx context.Context, up *manager.Uploader, ins []*s3.PutObjectInput) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(4)
	for _, in := range ins {
		g.Go(func() error {
			if _, err := up.Upload(ctx, in); err != nil {
				return fmt.Errorf("%s: %w", *in.Key, err)
			}
			return nil
		})
	}
	return g.Wait()
}

func swallowed(ctx context.Context, down *manager.Downloader, ins []*s3.GetObjectInput) error {
	var g errgroup.Group
	for _, in := range ins {
		g.Go(func() error {
			buf := manager.NewWriteAtBuffer(nil)
			if _, err := down.Download(ctx, buf, in); err != nil { // want `nil-instead: .*down.Download`
				return nil
			}
			return use(buf.Bytes())
		})
	}
	return g.Wait()
}

func listed(ctx context.Context, client *s3.Client, bucket string) (keys []string, err error) {
	pages := s3.NewListObjectsV2Paginator(client, &s3.ListObjectsV2Input{Bucket: &bucket})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, o := range page.Contents {
			keys = append(keys, *o.Key)
		}
	}
	return keys, nil
}

func use(b []byte) error {
	if len(bytes.TrimSpace(b)) == 0 {
		return fmt.Errorf("empty")
	}
	return nil
}
