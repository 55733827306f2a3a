using System.Runtime.Loader;
using MemoryProfiler.Diagnostics;

namespace MemoryProfiler.Copies;

/// <summary>
/// The load context that this copy of the library is in. A plug-in's may be unloaded, but only once nothing of the process
/// leads into it: no thread, timer or handler of ours. Who makes such a tie says here how it is undone. Safe from any thread.
/// </summary>
static class OwnContext
{
    static readonly object _gate = new();

    // Made where it is needed: otherwise what a list of this type takes at first would be missing in the program's figures.
    static List<Action>? _undo;
    static bool _isWatched;
    static bool _isUnloading;

    /// <summary>Whether it can be unloaded.</summary>
    public static bool IsCollectible { get; } = typeof(OwnContext).Assembly.IsCollectible;

    /// <summary>Whether it is about to be: what begins now would keep it. Its code may still run for a while.</summary>
    public static bool IsUnloading => Volatile.Read(ref _isUnloading);

    /// <summary>Has a tie undone when the context begins to unload, what was tied last first; at once if it already has.</summary>
    /// <param name="undo">Undoes it; what it throws goes to the log.</param>
    public static void AtUnload(Action undo)
    {
        if (!IsCollectible)
            return;
        lock (_gate)
        {
            Watch();
            if (!_isUnloading)
            {
                (_undo ??= []).Add(undo);
                return;
            }
        }
        Run(undo);
    }

    /// <summary>Has what ties itself to the process disposed of when the context begins to unload.</summary>
    /// <returns>The same.</returns>
    public static T Disposed<T>(T tie)
        where T : IDisposable
    {
        AtUnload(tie.Dispose);
        return tie;
    }

    static void Watch()
    {
        if (_isWatched)
            return;
        _isWatched = true;
        if (AssemblyLoadContext.GetLoadContext(typeof(OwnContext).Assembly) is { } context)
            context.Unloading += static _ => Unload();
    }

    static void Unload()
    {
        Action[] all;
        lock (_gate)
        {
            all = _undo?.ToArray() ?? [];
            _undo = null;
            Volatile.Write(ref _isUnloading, true);
        }
        for (var i = all.Length - 1; i >= 0; i--)
            Run(all[i]);
    }

    static void Run(Action undo) => ContainedFaults.Run("A tie to the process could not be undone; it may keep a load context from unloading.", undo);
}
