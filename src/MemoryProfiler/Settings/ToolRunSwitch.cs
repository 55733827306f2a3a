namespace MemoryProfiler.Settings;

/// <summary>Whether <c>dotnet mprof run --profile</c> has started this program with woven copies: <c>MEMORYPROFILER_RUN</c> names its folder.</summary>
static class ToolRunSwitch
{
    /// <summary>The environment variable.</summary>
    public const string Variable = "MEMORYPROFILER_RUN";

    /// <summary>Read once at start-up, as it is taken back for what the program starts. Parts of the framework may be woven then.</summary>
    public static readonly bool IsOn = !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Variable));
}
