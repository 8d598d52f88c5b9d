package diag

// Page is what `streamc explain CODE` prints. Title is a few words, Text says what the code means and what to do, Example is a whole program
// that is answered with exactly this code and no other (a test of the stage runs it). It is empty for a limit, whose example nobody could read.
type Page struct {
	Code, Title, Text, Example string
}
