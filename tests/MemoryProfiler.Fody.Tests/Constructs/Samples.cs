using System.Reflection;
using MemoryProfiler.Fody.Tests.Support;

namespace MemoryProfiler.Fody.Tests.Constructs;

/// <summary>Finds the sample methods by their marks; named <c>Type.Method</c>.</summary>
static class Samples
{
    const string Namespace = "MemoryProfiler.Constructs.";

    static readonly Lazy<string[]> _constructs = new(() => [.. Marked("ConstructAttribute")]);
    static readonly Lazy<string[]> _allocationCases = new(() => [.. Marked("AllocationCaseAttribute")]);

    public static string[] Constructs => _constructs.Value;

    public static string[] AllocationCases => _allocationCases.Value;

    /// <summary>Every sample in both builds, as data of a theory.</summary>
    public static TheoryData<string, Build> InBothBuilds(IEnumerable<string> names)
    {
        var data = new TheoryData<string, Build>();
        foreach (var name in names)
        {
            data.Add(name, Build.Debug);
            data.Add(name, Build.Release);
        }
        return data;
    }

    public static MethodInfo Method(Assembly assembly, string name)
    {
        var dot = name.LastIndexOf('.');
        return assembly.GetType(Namespace + name[..dot], throwOnError: true)!.GetMethod(name[(dot + 1)..])!;
    }

    static IEnumerable<string> Marked(string attribute) =>
        SampleContext.Load(WovenFile.Input(WovenConstructs.Name(Build.Debug))).GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.CustomAttributes.Any(a => a.AttributeType.Name == attribute))
            .Select(method => $"{method.DeclaringType!.FullName![Namespace.Length..]}.{method.Name}");
}
