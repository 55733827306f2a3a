using ICSharpCode.Decompiler;
using ICSharpCode.Decompiler.CSharp;
using ICSharpCode.Decompiler.TypeSystem;

namespace MemoryProfiler.Torture.Work;

/// <summary>The weaver's own assembly back to C#.</summary>
static class DecompilerWork
{
    public static string Run()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "MemoryProfiler.Fody.dll");
        var decompiler = new CSharpDecompiler(file, new DecompilerSettings(LanguageVersion.Latest) { ThrowOnAssemblyResolveErrors = false });
        return string.Join("\n", decompiler.TypeSystem.MainModule.TopLevelTypeDefinitions
            .Where(type => type.Namespace.StartsWith("MemoryProfiler.Weaving", StringComparison.Ordinal))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => decompiler.DecompileTypeAsString(new FullTypeName(type.FullTypeName.ReflectionName))));
    }
}
