namespace MemoryProfiler.Hosting.Configuration;

/// <summary>What it allows is asked where options come in force.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class ShareAttribute : Attribute;
