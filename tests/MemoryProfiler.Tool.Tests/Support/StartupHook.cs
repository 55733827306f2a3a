/// <summary>What the runtime runs first where a program's user asks for it. It has to have no namespace.</summary>
static class StartupHook
{
    public static void Initialize() => Console.WriteLine("hooked");
}
