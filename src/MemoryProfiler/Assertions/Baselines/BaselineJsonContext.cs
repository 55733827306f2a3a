using System.Text.Json.Serialization;

namespace MemoryProfiler.Assertions.Baselines;

/// <summary>Reads and writes baseline files without reflection, which trimming would break.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BaselineDocument))]
[JsonSerializable(typeof(SortedDictionary<string, BaselineEntry>))]
sealed partial class BaselineJsonContext : JsonSerializerContext;
