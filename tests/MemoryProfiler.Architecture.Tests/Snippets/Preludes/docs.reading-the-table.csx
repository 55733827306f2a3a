// What the snippets of the page take for granted.
var writer = System.IO.TextWriter.Null;
