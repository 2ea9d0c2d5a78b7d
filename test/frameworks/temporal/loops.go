package temporal

import (
	"context"
	"net/http"
	"time"

	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

// Workflow code runs in turn with all of its worker's: only the SDK's own
// functions may wait in it.
func register(w worker.Worker, approvals chan bool) {
	w.RegisterWorkflow(slept)
	w.RegisterWorkflow(waited)
	w.RegisterActivity(fetch)
	w.RegisterWorkflowWithOptions(func(ctx workflow.Context) (bool, error) {
		return <-approvals, nil // want `callback-blocks: .* blocks the workflow task dispatcher.*: receives from approvals; instead: workflow.ExecuteActivity`
	}, workflow.RegisterOptions{Name: "approve"})
}

func slept(ctx workflow.Context, id string) error {
	time.Sleep(time.Minute) // want `callback-blocks: slept blocks the workflow task dispatcher.*: calls time.Sleep; instead: workflow.ExecuteActivity`
	return asked(ctx, id)
}

func waited(ctx workflow.Context, id string) error {
	if err := workflow.Sleep(ctx, time.Minute); err != nil {
		return err
	}
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute})
	return workflow.ExecuteActivity(ctx, fetch, id).Get(ctx, nil)
}

// Activities may wait for whatever they like.
func fetch(ctx context.Context, id string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://localhost/"+id, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func fanned(ctx workflow.Context, results chan error) error {
	workflow.Go(ctx, func(ctx workflow.Context) {
		<-results // want `callback-blocks: the callback passed to workflow.Go blocks the workflow coroutine dispatcher.*: receives from results; instead: activities`
	})
	workflow.Go(ctx, func(ctx workflow.Context) {
		_ = workflow.Sleep(ctx, time.Second)
	})
	state := "new"
	err := workflow.SetQueryHandler(ctx, "result", func() (string, error) {
		return state, <-results // want `callback-blocks: the callback passed to workflow.SetQueryHandler blocks the workflow coroutine dispatcher.*: receives from results; instead: activities`
	})
	if err != nil {
		return err
	}
	return workflow.SetQueryHandler(ctx, "state", func() (string, error) { return state, nil })
}
