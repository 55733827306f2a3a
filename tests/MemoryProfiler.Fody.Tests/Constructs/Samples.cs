using System.Reflection;
using MemoryProfiler.Fody.Tests.Support;

namespace MemoryProfiler.Fody.Tests.Constructs;

/// <summary>Finds the sample methods by their marks; named <c>Type.Method</c>.</summary>
static class Samples
{
    const string Namespace = "MemoryProfiler.Constructs.";

    static readonly Lazy<string[]> _constructs = new(() => [.. Marked("ConstructAttribute").Select(marked => marked.Name)]);
    static readonly Lazy<Dictionary<string, CaseTraits>> _cases = new(() =>
        Marked("AllocationCaseAttribute").ToDictionary(marked => marked.Name, marked => CaseTraits.Of(marked.Mark)));

    public static string[] Constructs => _constructs.Value;

    public static string[] AllocationCases => [.. _cases.Value.Keys];

    /// <summary>What an allocation case says of itself.</summary>
    public static CaseTraits Case(string name) => _cases.Value[name];

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

    static IEnumerable<(string Name, CustomAttributeData Mark)> Marked(string attribute) =>
        from type in SampleContext.Load(WovenFile.Input(WovenConstructs.Name(Build.Debug))).GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        from mark in method.CustomAttributes
        where mark.AttributeType.Name == attribute
        select ($"{type.FullName![Namespace.Length..]}.{method.Name}", mark);
}
