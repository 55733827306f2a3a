using System.Text.Json.Serialization;

namespace MemoryProfiler.Reports.Formatters;

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReportDocument))]
sealed partial class ReportJsonContext : JsonSerializerContext;
