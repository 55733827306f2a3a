using MemoryProfiler.Dumps;
using MemoryProfiler.Graph;
using MemoryProfiler.Graph.Roots;
using MemoryProfiler.Naming;
using MemoryProfiler.Nettrace;
using MemoryProfiler.Sessions;
using MemoryProfiler.Snapshots;

namespace MemoryProfiler.Exports;

/// <summary>Heaps as files that other tools write and open.</summary>
static class HeapDumpFile
{
    const string Mend = "Expected a .gcdump, as HeapSnapshot.Save, dotnet-gcdump and PerfView write, or a .nettrace with one whole walk over a heap.";

    /// <summary>Reads a .gcdump, or a walk over a heap from a .nettrace; what is in the file decides.</summary>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is neither, or not whole.</exception>
    public static SnapshotParts Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            using var file = File.OpenRead(path);
            return IsNettrace(file) ? OfNettrace(file) : SnapshotParts.Foreign(DumpedHeap.Graph(new GCDumpReader(file).Read()));
        }
        catch (Exception e) when (e is DumpException or NettraceException)
        {
            throw new InvalidDataException($"\"{path}\" is no heap that can be read: {e.Message}. {Mend}", e);
        }
        catch (MemoryBudgetException e)
        {
            throw new InvalidDataException($"\"{path}\" holds a heap that needs more memory than there is.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new IOException($"The heap \"{path}\" cannot be read: {e.Message} {Mend}", e);
        }
    }

    /// <summary>Writes a .gcdump.</summary>
    public static void Write(SnapshotContent heap, Stream stream)
    {
        var graph = heap.Parts.Graph;
        var words = new RootWords(graph, heap.Parts.Types, heap.Parts.IsOwnProcess);
        var statics = graph.Statics.Select((root, i) => (RootNames.OfStatic(Field(heap.Parts, root, words.Text(i))), root.Node));
        GCDumpWriter.Write(graph, heap.Parts.Types, new RootNodes(graph.NodeCount, graph.Roots.Select(root => (RootNames.Of(root), root.Node)), statics), heap.CapturedAt, stream);
    }

    // Where the class is not known, others write the object's type in its place.
    static string Field(SnapshotParts parts, StaticRoot root, string text)
    {
        var field = text.Replace(" (static)", "", StringComparison.Ordinal);
        return parts.IsOwnProcess ? field : $"{parts.Types[parts.Graph.TypeIndex(root.Node)].Name}.{field}";
    }

    static bool IsNettrace(FileStream file)
    {
        var start = new byte[NettraceReader.Magic.Length];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return start.AsSpan(0, length).SequenceEqual(NettraceReader.Magic);
    }

    static SnapshotParts OfNettrace(FileStream file)
    {
        var walk = new HeapWalk(CaptureLimits.For(new HeapSnapshotOptions(), null).GraphBytes, new HashSet<ulong>());
        try
        {
            new NettraceReader(file, walk).Read();
            return walk.Fault is { } fault ? throw new NettraceException(walk.Sizes.Count == 0 ? "it holds no walk over a heap" : fault) : SnapshotParts.Foreign(walk);
        }
        catch (Exception)
        {
            walk.Dispose();
            throw;
        }
    }
}
