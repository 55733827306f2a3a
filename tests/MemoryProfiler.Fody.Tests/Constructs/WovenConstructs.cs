using System.Reflection;
using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Weaving;

namespace MemoryProfiler.Fody.Tests.Constructs;

/// <summary>The samples of one build, woven and as the compiler left them, both loaded.</summary>
sealed class WovenConstructs
{
    static readonly Dictionary<Build, Lazy<WovenConstructs>> _builds =
        Enum.GetValues<Build>().ToDictionary(build => build, build => new Lazy<WovenConstructs>(() => new WovenConstructs(build)));

    readonly Dictionary<string, (ConstructRun Plain, ConstructRun Woven)> _runs = [];
    readonly Dictionary<string, MeasuredCase> _measured = [];

    WovenConstructs(Build build)
    {
        PlainPath = WovenFile.Input(Name(build));
        (WovenPath, Result) = WovenFile.Weave(PlainPath, WovenFile.NewFolder(build.ToString()));
        Plain = SampleContext.Load(PlainPath);
        Woven = SampleContext.Load(WovenPath);
    }

    public string PlainPath { get; }

    public string WovenPath { get; }

    public WeavingResult Result { get; }

    public Assembly Plain { get; }

    public Assembly Woven { get; }

    public static string Name(Build build) => "MemoryProfiler.Constructs." + build;

    public static WovenConstructs Of(Build build) => _builds[build].Value;

    /// <summary>Runs a construct once in both assemblies, as methods that run once are not optimised yet.</summary>
    public (ConstructRun Plain, ConstructRun Woven) Run(string construct)
    {
        if (!_runs.TryGetValue(construct, out var runs))
            _runs.Add(construct, runs = (ConstructRun.Of(Plain, construct), ConstructRun.Of(Woven, construct)));
        return runs;
    }

    /// <summary>Measures an allocation case once.</summary>
    public MeasuredCase Measure(string allocationCase)
    {
        if (!_measured.TryGetValue(allocationCase, out var measured))
            _measured.Add(allocationCase, measured = MeasuredCase.Of(Plain, Woven, allocationCase));
        return measured;
    }
}
