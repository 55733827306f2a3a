namespace MemoryProfiler.Telemetry.Tests.Programs;

/// <summary>What rules on memory there are.</summary>
enum RuleUse
{
    None,
    NeverCrossed,
    Crossed,
}
