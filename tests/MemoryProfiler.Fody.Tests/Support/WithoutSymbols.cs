using System.Reflection;
using MemoryProfiler.Weaving;
using MemoryProfiler.Weaving.Images;

namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>C# that a test brings along, built, robbed of its symbols, and woven as a file.</summary>
sealed class WithoutSymbols
{
    readonly Assembly? _assembly;
    readonly string _name;

    public WithoutSymbols(string name, string source, WeavingOptions options)
    {
        _name = name;
        var folder = WovenFile.NewFolder($"WithoutSymbols.{name}");
        var path = Path.Combine(folder, $"{name}.cs");
        File.WriteAllText(path, source);
        var built = SdkCompiler.Compile(path, "-optimize+");
        File.Delete(Path.ChangeExtension(built, ".pdb"));
        var target = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "woven")).FullName, $"{name}.dll");
        Result = AssemblyFile.Weave(built, target, options);
        if (File.Exists(target))
            _assembly = SampleContext.Load(target);
    }

    public WeavingResult Result { get; }

    /// <summary>What the report says of a method.</summary>
    /// <param name="fullName">The method with namespace and parameters.</param>
    public MethodProfile this[string fullName] => Methods.Single(method => method.FullName == fullName);

    /// <summary>All its methods that ran.</summary>
    public IEnumerable<MethodProfile> Methods => MemoryReport.Capture().Methods.Where(method => method.Assembly == _name);

    /// <summary>Calls a static method of one number.</summary>
    public object? Call(string type, string method, int number) => _assembly!.GetType(type, throwOnError: true)!.GetMethod(method)!.Invoke(null, [number]);
}
