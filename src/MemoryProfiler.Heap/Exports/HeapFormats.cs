using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Reports.Saving;
using MemoryProfiler.Snapshots;

namespace MemoryProfiler.Exports;

/// <summary>All forms in which a snapshot is written. A new one is a line here.</summary>
static class HeapFormats
{
    static readonly HeapForm[] _all =
    [
        new(".gcdump", "every object, for PerfView, Visual Studio and dotnet-gcdump", (heap, writer) => HeapDumpFile.Write(heap, writer.BaseStream)),
        new(".html", "a page", HeapPage.Write),
        new(".json", "the types", HeapJson.Write),
    ];

    /// <summary>Whether the ending of a path names a form.</summary>
    public static bool IsKnown(string path) => OfPath(path) is not null;

    /// <summary>The sentence on a path that no snapshot can be saved as.</summary>
    public static string Refusal(string path) =>
        $"A heap cannot be saved as \"{path}\": it is written to a path that ends in {Formats.Listed([.. _all.Select(form => $"{form.Ending} ({form.Holds})")])}.";

    /// <summary>Writes a snapshot in the form that the path's ending names, as a whole or not at all.</summary>
    /// <exception cref="ArgumentException">The path is empty or ends in something else.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Save(SnapshotContent heap, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var form = OfPath(path) ?? throw new ArgumentException(Refusal(path), nameof(path));
        ReportFile.Write("heap", path, writer => form.Write(heap, (StreamWriter)writer));
    }

    static HeapForm? OfPath(string path) =>
        Array.Find(_all, form => string.Equals(form.Ending, Path.GetExtension(path), StringComparison.OrdinalIgnoreCase));
}
