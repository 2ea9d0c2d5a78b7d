// Package mongo stores with go.mongodb.org/mongo-driver.
package mongo

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
)

type user struct{ Name string }

func dropped(ctx context.Context, users *mongo.Collection, name string) {
	users.FindOneAndUpdate(ctx, bson.M{"name": name}, bson.M{"$inc": bson.M{"n": 1}}) // want `unread-token: the mongo.SingleResult of users.FindOneAndUpdate is dropped`
}

func asked(ctx context.Context, users *mongo.Collection, name string) (*user, error) {
	var u user
	if err := users.FindOne(ctx, bson.M{"name": name}).Decode(&u); err != nil {
		return nil, err
	}
	res := users.FindOneAndDelete(ctx, bson.M{"name": name})
	return &u, res.Err()
}

func all(ctx context.Context, users *mongo.Collection) (us []user, err error) {
	cur, err := users.Find(ctx, bson.M{})
	if err != nil {
		return nil, err
	}
	defer cur.Close(ctx)
	for cur.Next(ctx) {
		var u user
		if err := cur.Decode(&u); err != nil {
			return nil, err
		}
		us = append(us, u)
	}
	return us, cur.Err()
}
