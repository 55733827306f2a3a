namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>How the compiler built the samples.</summary>
public enum Build
{
    /// <summary>Not optimised.</summary>
    Debug,

    /// <summary>Optimised.</summary>
    Release,
}
