using System.Reflection;
using System.Runtime.Loader;
using MemoryProfiler.Weaving;
using MemoryProfiler.Weaving.Images;

namespace MemoryProfiler.Tool.Tests.Support;

/// <summary>A subject that was built without symbols, woven as it is and run in this process, by IL offset.</summary>
sealed class Symbolless
{
    readonly Lazy<ProfileReport> _report;
    readonly string _name;

    Symbolless(string name)
    {
        _name = name;
        Original = StartedPrograms.PathOf(name);
        _report = new(Run);
    }

    /// <summary>As a package has it.</summary>
    public static Symbolless Optimized { get; } = new("MemoryProfiler.Symbolless");

    /// <summary>As a build for debugging has it.</summary>
    public static Symbolless Debugging { get; } = new("MemoryProfiler.Symbolless.Debugging");

    /// <summary>The file that was woven.</summary>
    public string Original { get; }

    /// <summary>The report as another process reads it.</summary>
    public ProfileReport Report => _report.Value;

    ProfileReport Run()
    {
        using var folder = new TemporaryFolder();
        var woven = Path.Combine(folder.Path, $"{_name}.dll");
        AssemblyFile.Weave(Original, woven, new WeavingOptions { Include = "MemoryProfiler.Symbolless.*", OffsetsWithoutSymbols = true }).Diagnostics.ShouldBeEmpty();
        // From memory, so that the folder can go.
        var assembly = new AssemblyLoadContext(_name).LoadFromStream(new MemoryStream(File.ReadAllBytes(woven)));
        foreach (var method in assembly.GetType("MemoryProfiler.Symbolless.Work", throwOnError: true)!.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            method.Invoke(null, [3]);
        var report = MemoryReport.Capture();
        var path = Path.Combine(folder.Path, "report.json");
        (report with { Methods = [.. report.Methods.Where(method => method.Assembly == _name)], Notes = [] }).Save(path);
        return ProfileReport.Load(path);
    }
}
