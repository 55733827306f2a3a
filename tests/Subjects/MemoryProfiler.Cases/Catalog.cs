using MemoryProfiler.Unwoven;

namespace MemoryProfiler.Cases;

/// <summary>The programs by name; each runs in a process of its own, as what one leaves behind would show up in the next.</summary>
static class Catalog
{
    static readonly Dictionary<string, Action> _all = new()
    {
        ["1"] = () => GC.KeepAlive(Case01.Build()),
        ["2"] = Case02.Release,
        ["3"] = () => Case03.Loop(),
        ["5"] = () => Case05.Cycle(),
        ["6"] = () => Case06.Serve(),
        ["7"] = () => Case07.Serve(),
        ["8"] = () => Case08.Frame(),
        ["9"] = () => Case09.Run(),
        ["12"] = () => Case12.Strings(),
        ["13"] = () => Case13.Pipeline(),
        ["15"] = () => Case15.Grow(),
        ["benchmarks"] = BenchmarkRun.Run,
        ["grown-casts"] = () => Casts.Grow(),
        ["generator"] = () => Generator.Consume(),
        ["coroutines"] = Coroutines.Run,
        ["raising"] = () => Raising.Catches(),
        ["collection"] = Collection.Run,
        ["kinds"] = MemoryKinds.Run,
        ["metric"] = OtherMetric.Run,
        ["thrown"] = Thrown.Run,
        ["tiers"] = Tiers.Run,
        ["unwoven"] = () => GC.KeepAlive(ForgottenLoader.Load()),
    };

    public static IEnumerable<string> Names => _all.Keys;

    public static Action? Find(string name) => _all.GetValueOrDefault(name);
}
