// What the snippets of the page take for granted.
var path = "";

void Import(string path)
{
}
