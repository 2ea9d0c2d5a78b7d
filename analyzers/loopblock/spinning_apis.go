package loopblock

import (
	"go/ast"
	"go/types"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// An ownedChannel is a channel of an API that is closed when something happens
// that the receiver has no part in.
type ownedChannel struct {
	apimodel.Symbol        // the method that returns the channel
	by              string // what closes it
}

// owned lists the channels whose documentation says so.
var owned = []ownedChannel{
	// watch/watch.go: "If an error occurs or Stop() is called, the implementation will close this channel";
	// servers end each watch after some minutes.
	{apimodel.Symbol{Pkg: "k8s.io/apimachinery/pkg/watch", Recv: "Interface", Name: "ResultChan"}, "the server"},
	// "The channel closes when the claim is released."
	{apimodel.Symbol{Pkg: "github.com/IBM/sarama", Recv: "ConsumerGroupClaim", Name: "Messages"}, "a rebalance"},
	{apimodel.Symbol{Pkg: "github.com/Shopify/sarama", Recv: "ConsumerGroupClaim", Name: "Messages"}, "a rebalance"},
}

// ownerCloses returns what is known of ch, nil if it is no such channel.
func (s *spinner) ownerCloses(ch ast.Expr) *ownedChannel {
	ch = ast.Unparen(ch)
	if call, ok := ch.(*ast.CallExpr); ok {
		ch = ast.Unparen(call.Fun)
	}
	sel, ok := ch.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	fn, ok := s.pass.TypesInfo.Uses[sel.Sel].(*types.Func)
	if !ok {
		return nil
	}
	sym := apimodel.FuncSymbol(fn)
	for i := range owned {
		if owned[i].Symbol == sym {
			return &owned[i]
		}
	}
	return nil
}

func (s *spinner) closedByOwner(ch ast.Expr) bool { return s.ownerCloses(ch) != nil }
