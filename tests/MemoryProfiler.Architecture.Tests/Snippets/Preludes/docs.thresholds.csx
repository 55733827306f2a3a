// What the snippets of the page take for granted.
var metrics = new System.Collections.Generic.Dictionary<string, long>();
