namespace MemoryProfiler.Torture.Work;

/// <summary>What the libraries exist for, each as text that can be compared.</summary>
public static class LibraryWork
{
    static readonly Dictionary<string, Func<string>> _all = new()
    {
        ["Newtonsoft.Json"] = NewtonsoftWork.Run,
        ["Markdig"] = MarkdigWork.Run,
        ["Spectre.Console"] = SpectreWork.Run,
        ["Serilog"] = SerilogWork.Run,
        ["ICSharpCode.Decompiler"] = DecompilerWork.Run,
        ["Polly"] = PollyWork.Run,
        ["FluentAssertions"] = FluentAssertionsWork.Run,
        ["FSharp.Core"] = FSharpWork.Run,
        ["System.Text.Json, Linq, Xml"] = FrameworkWork.Run,
    };

    /// <summary>All pieces of work, and the assemblies each runs woven.</summary>
    public static IReadOnlyDictionary<string, string[]> Assemblies { get; } = new Dictionary<string, string[]>
    {
        ["Newtonsoft.Json"] = ["Newtonsoft.Json.dll"],
        ["Markdig"] = ["Markdig.dll"],
        ["Spectre.Console"] = ["Spectre.Console.dll"],
        ["Serilog"] = ["Serilog.dll"],
        ["ICSharpCode.Decompiler"] = ["ICSharpCode.Decompiler.dll"],
        ["Polly"] = ["Polly.dll", "Polly.Core.dll"],
        ["FluentAssertions"] = ["FluentAssertions.dll"],
        ["FSharp.Core"] = ["FSharp.Core.dll"],
        ["System.Text.Json, Linq, Xml"] = FrameworkWork.Assemblies,
    };

    /// <summary>Does one of them.</summary>
    public static string Run(string name) => _all[name]();
}
