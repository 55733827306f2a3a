using MemoryProfiler.Torture.Weaving;

namespace MemoryProfiler.Torture.Reporting;

/// <summary>What weaving and preparing one group of assemblies gave.</summary>
/// <param name="Name">The group's.</param>
sealed record GroupResult(string Name)
{
    public int Assemblies { get; private set; }

    public int Bodies { get; private set; }

    public int Woven { get; private set; }

    public long Probes { get; private set; }

    /// <summary>Assemblies left alone, as the profiler stands on them.</summary>
    public int Excluded { get; private set; }

    public List<string> WeaverErrors { get; } = [];

    /// <summary>As the runtime is set by default.</summary>
    public TierResult FirstTier { get; } = new();

    /// <summary>With <c>DOTNET_TieredCompilation=0</c>.</summary>
    public TierResult Optimised { get; } = new();

    /// <summary>Adds what weaving one assembly gave.</summary>
    public void Add(WovenFile file)
    {
        if (file.Error is not null)
            WeaverErrors.Add($"{file.Source}: {file.Error}");
        else if (file.Methods == 0)
        {
            Excluded++;
            return;
        }
        Assemblies++;
        Bodies += file.Bodies;
        Woven += file.Woven;
        Probes += file.Probes;
    }

    /// <summary>Whether everything went as without weaving.</summary>
    public bool IsClean => WeaverErrors.Count == 0 && FirstTier.Failures.Count == 0 && Optimised.Failures.Count == 0;
}
