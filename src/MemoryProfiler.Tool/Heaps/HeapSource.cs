using System.Diagnostics;
using MemoryProfiler.Tool.Recording;

namespace MemoryProfiler.Tool.Heaps;

/// <summary>Whose heap is looked at: that of a process, or one in a file.</summary>
/// <param name="word">What the user calls it.</param>
/// <param name="options">How that of a process is taken.</param>
sealed class HeapSource(string word, HeapSnapshotOptions options)
{
    static readonly string[] _endings = [".gcdump", ".nettrace"];
    static readonly TimeSpan _endsWithin = TimeSpan.FromSeconds(2);
    static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Whether it is a file: one that is there, or the name of one.</summary>
    public bool IsFile { get; } = File.Exists(word) || _endings.Any(ending => word.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads it, or takes it.</summary>
    /// <exception cref="ToolException">The process is not there, or its heap cannot be had whole.</exception>
    public async Task<HeapSnapshot> TakeAsync(CancellationToken cancellation)
    {
        if (IsFile)
            return HeapSnapshot.Load(word);
        var id = WatchedName.Find(word);
        if (!IsThere(id))
            throw new ToolException($"There is no process {id}: dotnet mprof ps lists those that can be watched.");
        try
        {
            return await HeapSnapshot.OfProcessAsync(id, options, cancellation);
        }
        catch (HeapSnapshotException e)
        {
            // A process that ends closes its connections some moments before it is gone.
            for (var waited = Stopwatch.StartNew(); e.InnerException is IOException && IsThere(id) && waited.Elapsed < _endsWithin;)
                await Task.Delay(_pause, cancellation);
            throw new ToolException(IsThere(id) ? InWordsOfOptions(e.Message) : $"Process {id} ended before its heap was read.", inner: e);
        }
    }

    // The library names its own options.
    static string InWordsOfOptions(string message) => message
        .Replace($"{nameof(HeapSnapshotOptions)}.{nameof(HeapSnapshotOptions.Timeout)}", "--timeout", StringComparison.Ordinal)
        .Replace($"{nameof(HeapSnapshotOptions)}.{nameof(HeapSnapshotOptions.MaxMemoryBytes)}", "--max-memory", StringComparison.Ordinal);

    static bool IsThere(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
