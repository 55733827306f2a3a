namespace MemoryOverTime;

/// <summary>How this program starts itself once more: by its own host, or by dotnet.</summary>
static class Itself
{
    public static IEnumerable<string> Arguments(params string[] arguments) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.GetCommandLineArgs()[0], .. arguments] : arguments;
}
