using System.Reflection;
using System.Runtime.Loader;
using MemoryProfiler.Weaving;
using MemoryProfiler.Weaving.Images;

namespace MemoryProfiler.Tool.Tests.Support;

/// <summary>A subject that was built without symbols, woven as it is and run in this process, by IL offset.</summary>
static class Symbolless
{
    const string Name = "MemoryProfiler.Symbolless";

    static readonly Lazy<ProfileReport> _report = new(Run);

    /// <summary>The file that was woven.</summary>
    public static string Original { get; } = StartedPrograms.PathOf(Name);

    /// <summary>The report as another process reads it.</summary>
    public static ProfileReport Report => _report.Value;

    static ProfileReport Run()
    {
        using var folder = new TemporaryFolder();
        var woven = Path.Combine(folder.Path, $"{Name}.dll");
        AssemblyFile.Weave(Original, woven, new WeavingOptions { Include = $"{Name}.*", OffsetsWithoutSymbols = true }).Diagnostics.ShouldBeEmpty();
        // From memory, so that the folder can go.
        var assembly = new AssemblyLoadContext(Name).LoadFromStream(new MemoryStream(File.ReadAllBytes(woven)));
        foreach (var method in assembly.GetType($"{Name}.Work", throwOnError: true)!.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            method.Invoke(null, [3]);
        var report = MemoryReport.Capture();
        var path = Path.Combine(folder.Path, "report.json");
        (report with { Methods = [.. report.Methods.Where(method => method.Assembly == Name)], Notes = [] }).Save(path);
        return ProfileReport.Load(path);
    }
}
