// What the snippets of the page take for granted.
using System.Diagnostics;

void Import(string path)
{
}

void Load()
{
}
