using MemoryProfiler.Fody.Tests.Constructs;
using MemoryProfiler.Fody.Tests.Selection.Declarations;
using MemoryProfiler.Weaving;

namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>Assemblies whose symbols are compared before and after weaving: each construct, and each form of declaration in three languages.</summary>
static class SymbolSubject
{
    static readonly Dictionary<string, Func<SymbolTwins>> _subjects = new()
    {
        ["Constructs, Debug"] = () => Weave(WovenConstructs.Of(Build.Debug).PlainPath, new WeavingOptions()),
        ["Constructs, Release"] = () => Weave(WovenConstructs.Of(Build.Release).PlainPath, new WeavingOptions()),
        ["Constructs, Debug, all methods"] = () => Weave(WovenConstructs.Of(Build.Debug).PlainPath, new WeavingOptions { AllMethods = true }),
        ["Constructs, Release, all methods"] = () => Weave(WovenConstructs.Of(Build.Release).PlainPath, new WeavingOptions { AllMethods = true }),
        ["Marked types"] = () => Weave(WovenFile.Input("MemoryProfiler.Selection.Marked"), new WeavingOptions()),
        ["Patterns"] = () => Weave(WovenFile.Input("MemoryProfiler.Selection.Plain"), new WeavingOptions { Include = "*" }),
        ["C#, Debug"] = () => Compile("cs", "-optimize-"),
        ["C#, Release"] = () => Compile("cs", "-optimize+"),
        ["Visual Basic, Debug"] = () => Compile("vb", "-optimize-"),
        ["Visual Basic, Release"] = () => Compile("vb", "-optimize+"),
        ["F#, Debug"] = () => Compile("fs", "--optimize-"),
        ["F#, Release"] = () => Compile("fs", "--optimize+"),
    };

    static readonly Dictionary<string, Lazy<SymbolTwins>> _twins = _subjects.ToDictionary(subject => subject.Key, subject => new Lazy<SymbolTwins>(subject.Value));

    public static IEnumerable<string> Names => _subjects.Keys;

    /// <summary>Weaves one of them, once.</summary>
    public static SymbolTwins Twins(string name) => _twins[name].Value;

    static SymbolTwins Compile(string language, string option)
    {
        var source = Path.Combine(WovenFile.NewFolder($"Symbols.{language}{option}"), $"Declared.{language}");
        File.WriteAllText(source, EveryDeclarationTests.Source(language, seed: 1).Text);
        return Weave(SdkCompiler.Compile(source, option), new WeavingOptions { Include = "*" });
    }

    static SymbolTwins Weave(string assembly, WeavingOptions options) =>
        SymbolTwins.Of(assembly, WovenFile.NewFolder($"Symbols.{Guid.NewGuid():N}"), options with { ProjectDirectory = WovenFile.ProjectDirectory });
}
