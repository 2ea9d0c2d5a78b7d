package bbolt

import (
	"io"
	"net/http"

	"go.etcd.io/bbolt"
)

// nested waits for the transaction that it is in.
func nested(db *bbolt.DB, bucket, key, value []byte) error {
	return db.Update(func(tx *bbolt.Tx) error {
		if _, err := tx.CreateBucketIfNotExists(bucket); err != nil {
			return err
		}
		return db.Update(func(tx *bbolt.Tx) error { // want `forbidden-call: .*Update`
			return tx.Bucket(bucket).Put(key, value)
		})
	})
}

func flat(db *bbolt.DB, bucket, key, value []byte) error {
	return db.Update(func(tx *bbolt.Tx) error {
		b, err := tx.CreateBucketIfNotExists(bucket)
		if err != nil {
			return err
		}
		return b.Put(key, value)
	})
}

// copied opens two databases at the same time.
func copied(from, to *bbolt.DB, bucket []byte) error {
	return from.View(func(src *bbolt.Tx) error {
		return to.Update(func(dst *bbolt.Tx) error {
			return src.Bucket(bucket).ForEach(dst.Bucket(bucket).Put)
		})
	})
}

// downloaded waits, but on the goroutine that asked for it.
func downloaded(db *bbolt.DB, bucket, url []byte) error {
	return db.Update(func(tx *bbolt.Tx) error {
		resp, err := http.Get(string(url))
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			return err
		}
		return tx.Bucket(bucket).Put(url, body)
	})
}
