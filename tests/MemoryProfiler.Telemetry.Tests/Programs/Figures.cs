namespace MemoryProfiler.Telemetry.Tests.Programs;

/// <summary>The figures of one method.</summary>
sealed class Figures
{
    public long Calls { get; set; }

    /// <summary>Of all calls together, those inside others included.</summary>
    public long Bytes { get; set; }

    public long Min { get; set; } = long.MaxValue;

    public long Max { get; set; } = long.MinValue;

    public long Self { get; set; }

    /// <summary>Of the line that makes the array.</summary>
    public long Arrays { get; set; }

    /// <summary>Each byte once.</summary>
    public long Inclusive { get; set; }

    /// <summary>The same of what follows the array.</summary>
    public long BelowArrays { get; set; }
}
