// Package temporal has workflows of go.temporal.io/sdk.
package temporal

import (
	"context"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/workflow"
)

func charge(ctx context.Context, id string) error { return ctx.Err() }

func dropped(ctx workflow.Context, id string) error {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute})
	workflow.ExecuteActivity(ctx, charge, id) // want `unread-token: the .*Future of workflow.ExecuteActivity is dropped`
	return nil
}

func asked(ctx workflow.Context, id string) error {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute})
	if err := workflow.ExecuteActivity(ctx, charge, id).Get(ctx, nil); err != nil {
		return err
	}
	return workflow.ExecuteChildWorkflow(ctx, dropped, id).Get(ctx, nil)
}

func selected(ctx workflow.Context, id string) (err error) {
	s := workflow.NewSelector(ctx)
	s.AddFuture(workflow.ExecuteActivity(ctx, charge, id), func(f workflow.Future) {
		err = f.Get(ctx, nil)
	})
	s.Select(ctx)
	return err
}

// A child that outlives its parent is only asked whether it has started.
func abandoned(ctx workflow.Context, id string) error {
	child := workflow.ExecuteChildWorkflow(ctx, dropped, id)
	return child.GetChildWorkflowExecution().Get(ctx, nil)
}

func run(ctx context.Context, c client.Client, id string) error {
	r, err := c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{TaskQueue: "q"}, asked, id)
	if err != nil {
		return err
	}
	return r.Get(ctx, nil)
}
