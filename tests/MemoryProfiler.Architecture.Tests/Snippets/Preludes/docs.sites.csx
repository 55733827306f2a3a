// What the snippets of the page take for granted.
static void RunTheBatch()
{
}
