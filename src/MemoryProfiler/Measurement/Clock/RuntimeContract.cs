using System.Runtime.InteropServices;
using System.Text.Json;

namespace MemoryProfiler.Measurement.Clock;

/// <summary>
/// Where fields of the runtime's own structures lie, from the descriptor that the runtime exports for diagnostic tools
/// (https://github.com/dotnet/runtime/blob/main/docs/design/datacontracts/contract-descriptor.md).
/// </summary>
sealed unsafe class RuntimeContract
{
    const string ExportedName = "DotNetRuntimeContractDescriptor";
    const ulong Magic = 0x0043414443434e44; // "DNCCDAC\0"
    const int LargestDescriptor = 1 << 20;

    readonly JsonElement _types;

    RuntimeContract(JsonElement types) => _types = types;

    /// <summary>The descriptor of the runtime this process runs on; null where there is none (before .NET 9, native AOT).</summary>
    /// <exception cref="JsonException">It is not what the specification says.</exception>
    public static RuntimeContract? Load()
    {
        if (FindExport() is not { } address || *(ulong*)address != Magic)
            return null;
        // magic, flags, length, pointer to the JSON text
        var length = *(int*)(address + 12);
        var text = *(byte**)(address + 16);
        if (length is <= 0 or > LargestDescriptor || text == null)
            return null;
        using var document = JsonDocument.Parse(new ReadOnlySpan<byte>(text, length).ToArray());
        return document.RootElement.TryGetProperty("types", out var types) ? new RuntimeContract(types.Clone()) : null;
    }

    /// <summary>The offset of a field in bytes, or null if the runtime does not tell it.</summary>
    public int? Offset(string type, string field)
    {
        if (!_types.TryGetProperty(type, out var fields) || !fields.TryGetProperty(field, out var offset))
            return null;
        // Either a number or [number, "type"].
        if (offset.ValueKind == JsonValueKind.Array && offset.GetArrayLength() > 0)
            offset = offset[0];
        return offset.ValueKind == JsonValueKind.Number && offset.TryGetInt32(out var value) ? value : null;
    }

    static nint? FindExport()
    {
        // In a single-file publish the runtime is part of the executable.
        if (NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), ExportedName, out var inProgram))
            return inProgram;
        var name = OperatingSystem.IsWindows() ? "coreclr.dll" : OperatingSystem.IsMacOS() ? "libcoreclr.dylib" : "libcoreclr.so";
        var path = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name);
        return NativeLibrary.TryLoad(path, out var library) && NativeLibrary.TryGetExport(library, ExportedName, out var inLibrary)
            ? inLibrary
            : null;
    }
}
