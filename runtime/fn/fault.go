package fn

// Fault says why a row (or a batch) failed. Code is one of the constants below, Reason a sentence for people, Source the place of the expression that failed
// (file:line:column; filled in by the caller). A nil *Fault is success.
type Fault struct {
	Code   string
	Reason string
	Source string
}

// The codes of faults.
const (
	CodeDecode     = "R0401" // input that its format or type does not accept
	CodeFail       = "R0402" // fail("why") in the program
	CodeOverflow   = "R0410" // a result outside the range of its type
	CodeIndex      = "R0411" // a list index outside the list
	CodeDivision   = "R0412" // division by zero
	CodeMissingKey = "R0413" // m[k] without k in m
	CodeConversion = "R0414" // a value that cannot become the wanted type
	CodeLimit      = "R0415" // a result larger than a stated limit
	CodePanic      = "R0420" // a Go function of the user panicked
	CodeExtern     = "R0421" // a Go function of the user gave an error
)

// Error is the reason, with place and code when the place is known.
func (f *Fault) Error() string {
	if f.Source == "" {
		return f.Code + ": " + f.Reason
	}
	return f.Source + ": " + f.Code + ": " + f.Reason
}

// At is f with its place filled in, unless it has one. A nil f stays nil.
func (f *Fault) At(source string) *Fault {
	if f == nil || f.Source != "" {
		return f
	}
	return &Fault{Code: f.Code, Reason: f.Reason, Source: source}
}

// FaultDivision is division by zero.
func FaultDivision() *Fault { return &Fault{Code: CodeDivision, Reason: "division by zero"} }

// FaultOverflow is a result of the operation what ("addition", "negation" …) outside the range of int, time or duration.
func FaultOverflow(what string) *Fault {
	return &Fault{Code: CodeOverflow, Reason: what + ": the result is outside the range of 64 bits"}
}

// FaultIndex is an index outside a list of length n.
func FaultIndex(i int64, n int) *Fault {
	return &Fault{Code: CodeIndex, Reason: "index " + itoa(i) + " is outside the list, which has " + itoa(int64(n)) + " elements (get(i) gives an optional)"}
}

// FaultMissingKey is a key, given as text, that a map does not have.
func FaultMissingKey(key string) *Fault {
	return &Fault{Code: CodeMissingKey, Reason: "the map has no key " + key + " (get(k) gives an optional)"}
}

// FaultConversion is a value, given as text, that cannot become the wanted type.
func FaultConversion(value, wanted string) *Fault {
	return &Fault{Code: CodeConversion, Reason: value + " cannot become " + wanted}
}

// FaultFail is fail(reason).
func FaultFail(reason string) *Fault { return &Fault{Code: CodeFail, Reason: reason} }

// FaultDecode is err met while decoding input.
func FaultDecode(err error) *Fault { return &Fault{Code: CodeDecode, Reason: err.Error()} }

// FaultLimit is a result larger than a limit.
func FaultLimit(reason string) *Fault { return &Fault{Code: CodeLimit, Reason: reason} }
