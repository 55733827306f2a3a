using System.Text.Json.Serialization;

namespace MemoryProfiler.Timeline.Files;

// Not indented: each number would be a line of its own.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordingDocument))]
sealed partial class RecordingJsonContext : JsonSerializerContext;
