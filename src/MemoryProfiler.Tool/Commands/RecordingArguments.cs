using System.CommandLine;

namespace MemoryProfiler.Tool.Commands;

/// <summary>Recordings as words of a command line.</summary>
static class RecordingArguments
{
    const string Words = "A file, or a number that dotnet mprof list shows; -1 is the newest.";

    /// <summary>Any number; without one the newest recording of the folder is meant.</summary>
    public static Argument<string[]> Optional() => new("recording")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = $"{Words} Without one: the newest of this folder.",
        DefaultValueFactory = _ => [],
    };

    /// <summary>At least one.</summary>
    public static Argument<string[]> Required() => new("recording") { Arity = ArgumentArity.OneOrMore, Description = Words };
}
