using System.Runtime.CompilerServices;
using MemoryProfiler.Assertions.Measuring;

namespace MemoryProfiler.Assertions.Lifetime;

/// <summary>Finds out whether objects are collected once nobody refers to them.</summary>
static class Collectability
{
    const int Attempts = 4;

    // A pool thread that completed an async delegate may take a moment to leave the frames that refer to the object.
    static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Creates an object and asks whether it is collected.</summary>
    /// <returns>Its type, whether it is, and if not, who holds it, if that can be told.</returns>
    public static (string Type, bool IsCollected, string? HeldBy) Check(Func<object> create) => DedicatedThread.Run(() =>
    {
        var (type, created) = Create(create);
        var (alive, heldBy) = Survivors([created], TimeSpan.Zero);
        return (type, alive == 0, heldBy);
    });

    /// <summary>The same for an object that an async delegate creates.</summary>
    public static async Task<(string Type, bool IsCollected, string? HeldBy)> CheckAsync(Func<Task<object>> create)
    {
        var (type, created) = await CreateAsync(create).ConfigureAwait(false);
        var (alive, heldBy) = await DedicatedThread.RunAsync(() => Survivors([created], _pause)).ConfigureAwait(false);
        return (type, alive == 0, heldBy);
    }

    /// <summary>
    /// How many of the objects that a delegate hands over are alive when it has returned. Also how many there were, and
    /// who holds them.
    /// </summary>
    public static (int Alive, int All, string? HeldBy) Track<T>(Action<Action<T>> action)
        where T : class =>
        DedicatedThread.Run(() =>
        {
            var tracked = Run(action);
            var (alive, heldBy) = Survivors(tracked, TimeSpan.Zero);
            return (alive, tracked.Count, heldBy);
        });

    /// <summary>The same for an async delegate.</summary>
    public static async Task<(int Alive, int All, string? HeldBy)> TrackAsync<T>(Func<Action<T>, Task> action)
        where T : class
    {
        var tracked = await RunAsync(action).ConfigureAwait(false);
        var (alive, heldBy) = await DedicatedThread.RunAsync(() => Survivors(tracked, _pause)).ConfigureAwait(false);
        return (alive, tracked.Count, heldBy);
    }

    // No frame that is still on the stack when the collector runs may have seen the object.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static (string, WeakReference) Create(Func<object> create)
    {
        Aside.Begin();
        try
        {
            return Watch(create());
        }
        finally
        {
            Aside.End();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static async Task<(string, WeakReference)> CreateAsync(Func<Task<object>> create) => Watch(await ((Task<object>)AllocationFlow.Begin(create)).ConfigureAwait(false));

    [MethodImpl(MethodImplOptions.NoInlining)]
    static List<WeakReference> Run<T>(Action<Action<T>> action)
        where T : class
    {
        var tracked = new List<WeakReference>();
        Aside.Begin();
        try
        {
            action(Tracking<T>(tracked));
        }
        finally
        {
            Aside.End();
        }
        return tracked;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static async Task<List<WeakReference>> RunAsync<T>(Func<Action<T>, Task> action)
        where T : class
    {
        var tracked = new List<WeakReference>();
        var track = Tracking<T>(tracked);
        await AllocationFlow.Begin(() => action(track)).ConfigureAwait(false);
        return tracked;
    }

    static Action<T> Tracking<T>(List<WeakReference> tracked)
        where T : class =>
        created =>
        {
            lock (tracked)
                tracked.Add(Watch(created).Reference);
        };

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
    static (int Alive, string? HeldBy) Survivors(List<WeakReference> tracked, TimeSpan pause)
    {
        var alive = tracked.Count;
        for (var attempt = 0; attempt < Attempts && alive > 0; attempt++)
        {
            Thread.Sleep(attempt * pause);
            LiveHeap.Collect();
            alive = tracked.Count(reference => reference.IsAlive);
        }
        return (alive, alive > 0 ? Retention.Tell(tracked) : null);
    }
}
