package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// What console shows where the program does not say: Spark's numbers.
const consoleRows, consoleCell = 20, 20

// outputValue is the type of the field of an output, and what New sets it to.
func (e *emitter) outputValue(in *plan.Node, out *plan.Output, over *jen.Statement) (typ string, value *jen.Statement) {
	args := []jen.Code{app(), jen.Lit(out.Name)}
	t := e.newDescriptor(in.Row)
	switch out.Output {
	case "print", "pprint":
		style := "Scala"
		if out.Output == "pprint" {
			style = "Python"
		}
		args = append(args, jen.Qual(rtPath, style), e.newValue(out.Limit), t, over)
		return "Print", jen.Qual(rtPath, "NewPrint").Call(args...)
	case "saveAsTextFiles":
		style := "Python"
		if e.prog.Settings.Scala {
			style = "Scala"
		}
		args = append(args, jen.Qual(rtPath, style), e.newValue(out.Prefix), e.orZero(out.Suffix, types.String), t, over)
		return "SaveText", jen.Qual(rtPath, "NewSaveText").Call(args...)
	case "saveTo":
		return e.sinkValue(in, out.Sink, args, t, over)
	}
	panic("emit: no case for output " + out.Output)
}

func (e *emitter) sinkValue(in *plan.Node, s *plan.Sink, args []jen.Code, t, over *jen.Statement) (typ string, value *jen.Statement) {
	switch s.Kind {
	case "file":
		spec := []jen.Code{jen.Id("Dir").Op(":").Add(e.newValue(s.Path)), jen.Id("Format").Op(":").Lit(s.Format)}
		if s.PartitionAs != "" {
			spec = append(spec, jen.Id("As").Op(":").Lit(s.PartitionAs))
		}
		partition := jen.Nil()
		if s.PartitionBy != nil {
			partition = e.foldFunc("partitionOf"+exported(in.Name), "is the folder of a row of "+in.Name+".", s.PartitionBy)
		}
		args = append(args, jen.Qual(rtPath, "FileSpec").Values(spec...), partition, t, over)
		return "FileSink", jen.Qual(rtPath, "NewFileSink").Call(args...)
	case "console":
		args = append(args, e.orInt(s.NumRows, consoleRows), e.truncate(s.Truncate), t, over)
		return "Console", jen.Qual(rtPath, "NewConsole").Call(args...)
	case "extern":
		return "ExternSink", jen.Qual(rtPath, "NewExternSink").Call(append(args, e.externSink(s.Extern), t, over)...)
	case "tcp", "udp":
		args = append(args, jen.Id("p").Dot(e.globalField(s.Endpoint)), t, over)
		return "EndpointSink", jen.Qual(rtPath, "NewEndpointSink").Call(args...)
	}
	panic("emit: no case for sink " + s.Kind)
}

// truncate is to how many characters console cuts a cell, 0: not at all. The program says a number, or whether it is to cut.
func (e *emitter) truncate(x plan.Expr) *jen.Statement {
	if c, ok := x.(*plan.Const); ok && c.Value == true {
		return jen.Lit(consoleCell)
	}
	if c, ok := x.(*plan.Const); ok && c.Value == false {
		return jen.Lit(0)
	}
	return e.orInt(x, consoleCell)
}

func (e *emitter) orInt(x plan.Expr, n int) *jen.Statement {
	if x == nil {
		return jen.Lit(n)
	}
	return e.newValue(x)
}
