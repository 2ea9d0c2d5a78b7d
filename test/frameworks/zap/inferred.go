//asynclint-flags: -apimodel.inferred

package zap

import (
	"os"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

// A core sends each entry before whoever logs it may go on.
type core struct {
	zapcore.LevelEnabler
}

func (c core) With([]zapcore.Field) zapcore.Core { return c }

func (c core) Check(e zapcore.Entry, ce *zapcore.CheckedEntry) *zapcore.CheckedEntry {
	return ce.AddCore(e, c)
}

func (core) Write(e zapcore.Entry, _ []zapcore.Field) error {
	return alert(e.Message) // want `callback-blocks: Write blocks every goroutine that logs.*: calls alert → http.Post; instead: BufferedWriteSyncer`
}

func (core) Sync() error { return nil }

// buffered writes now and then, on a goroutine of its own.
func buffered() *zap.Logger {
	sink := &zapcore.BufferedWriteSyncer{WS: zapcore.AddSync(os.Stderr)}
	encoder := zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig())
	return zap.New(zapcore.NewCore(encoder, sink, zapcore.InfoLevel))
}
