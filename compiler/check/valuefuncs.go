package check

type valueFunc struct {
	Name, Sig string
	Fails     bool
}

func valueFuncs() []valueFunc {
	return []valueFunc{
		{Name: "string.split", Sig: "string.split(sep: string) -> [string]"},
		{Name: "string.len", Sig: "string.len() -> int"},
		{Name: "list.len", Sig: "[T].len() -> int"},
	}
}
