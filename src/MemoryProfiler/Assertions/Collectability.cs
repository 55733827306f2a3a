using System.Runtime.CompilerServices;

namespace MemoryProfiler.Assertions;

/// <summary>Finds out whether objects are collected once nobody refers to them.</summary>
static class Collectability
{
    const int Attempts = 4;

    // A pool thread that completed an async delegate may take a moment to leave the frames that refer to the object.
    static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Creates an object and asks whether it is collected.</summary>
    /// <returns>Its type, and whether it is.</returns>
    public static (string Type, bool IsCollected) Check(Func<object> create) => DedicatedThread.Run(() =>
    {
        var (type, created) = Create(create);
        return (type, Survivors([created], TimeSpan.Zero) == 0);
    });

    /// <summary>The same for an object that an async delegate creates.</summary>
    public static async Task<(string Type, bool IsCollected)> CheckAsync(Func<Task<object>> create)
    {
        var (type, created) = await CreateAsync(create).ConfigureAwait(false);
        return await DedicatedThread.RunAsync(() => (type, Survivors([created], _pause) == 0)).ConfigureAwait(false);
    }

    /// <summary>How many of the objects that a delegate hands over are alive when it has returned, and of how many.</summary>
    public static (int Alive, int All) Track<T>(Action<Action<T>> action)
        where T : class =>
        DedicatedThread.Run(() =>
        {
            var tracked = Run(action);
            return (Survivors(tracked, TimeSpan.Zero), tracked.Count);
        });

    // No frame that is still on the stack when the collector runs may have seen the object.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static (string, WeakReference) Create(Func<object> create) => Watch(create());

    [MethodImpl(MethodImplOptions.NoInlining)]
    static async Task<(string, WeakReference)> CreateAsync(Func<Task<object>> create) => Watch(await (create() ?? throw new InvalidOperationException("The async delegate returned no task (null): return the task of what it does.")).ConfigureAwait(false));

    [MethodImpl(MethodImplOptions.NoInlining)]
    static List<WeakReference> Run<T>(Action<Action<T>> action)
        where T : class
    {
        var tracked = new List<WeakReference>();
        action(created =>
        {
            lock (tracked)
                tracked.Add(Watch(created).Reference);
        });
        return tracked;
    }

    // Also through its resurrection: an object that only its finalizer still holds is free at the second collection.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static (string Type, WeakReference Reference) Watch(object? created) =>
        created switch
        {
            null => throw new InvalidOperationException("The delegate returned null: return the object that should be collected."),
            Task => throw new InvalidOperationException("The delegate returned a task: use await MemoryAssert.IsCollectedAsync(async () => …), and return the object that should be collected."),
            _ => (created.GetType().ToString(), new WeakReference(created, trackResurrection: true)),
        };

    // What finalizers of other objects let go takes a collection more for each.
    static int Survivors(List<WeakReference> tracked, TimeSpan pause)
    {
        var alive = tracked.Count;
        for (var attempt = 0; attempt < Attempts && alive > 0; attempt++)
        {
            Thread.Sleep(attempt * pause);
            LiveHeap.Collect();
            alive = tracked.Count(reference => reference.IsAlive);
        }
        return alive;
    }
}
