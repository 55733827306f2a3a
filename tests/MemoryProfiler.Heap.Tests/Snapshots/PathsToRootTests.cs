using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemoryProfiler.HeapTests.Support;

namespace MemoryProfiler.HeapTests.Snapshots;

public sealed class PathsToRootTests
{
    const string Holder = "MemoryProfiler.HeapTests.Support.Held";

    [Fact]
    public void An_object_of_each_kind_of_root_is_named_by_what_holds_it()
    {
        var end = new TaskCompletionSource();
        using var began = new ManualResetEvent(false);
        using var finalizer = new Waiting();
        var handles = Held.Create(end.Task);
        Held.CreateFinalizable(began, finalizer.CanEnd);
        GC.Collect();
        began.WaitOne(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        var local = new Held.ByStack();
        var bytes = new byte[10];
        using var pinned = new Pinned(bytes);

        using var snapshot = HeapSnapshot.Capture();

        PathTo<Held.ByStatic>().ShouldBe($"{Holder}.Static (static) → Held.ByStatic");
        PathTo<Held.ByThreadStatic>().ShouldBe($"{Holder}.OfThread (static, one for each thread, by its type) → Held.ByThreadStatic");
        PathTo<Held.ByGenericStatic>().ShouldBe($"{Holder}.Registry<{Holder}.ByGenericStatic>.All (static, by its type) → List<Held.ByGenericStatic>._items[0] → Held.ByGenericStatic");
        PathTo<Held.ByStack>().ShouldBe("a local on a thread's stack → Held.ByStack");
        PathTo<Held.ByHandle>().ShouldBe("a GCHandle → Held.ByHandle");
        PathTo<Held.ByPinned>().ShouldBe("a GCHandle → Held.ByPinned[][0] → Held.ByPinned");
        PathTo<Held.ByEvent>().ShouldBe($"{Holder}.Clickable (static) → event Clicked of Held.Button → EventHandler._target → Held.Subscriber._state → Held.ByEvent");
        PathTo<Held.ByTimer>().ShouldBe($"{Holder}.Ticking (static) → Timer._timer → TimerHolder._timer → TimerQueueTimer._timerCallback → TimerCallback._target → captured variable state of {Holder}.StartTimer → Held.ByTimer");
        PathTo<Held.ByClosure>().ShouldBe($"{Holder}.Captured (static) → Func<int>._target → captured variable limit of {Holder}.Capture → Held.ByClosure");
        PathTo<Held.ByTable>().ShouldBe($"{Holder}.Key (static) → object (key of a ConditionalWeakTable or DependentHandle) → Held.ByTable");
        PathTo<Held.ByAsync>().ShouldBe($"{Holder}.Running (static) → local order of async {Holder}.ImportAsync → Held.ByAsync");
        PathTo<Held.ByIterator>().ShouldBe($"{Holder}.Iterating (static) → parameter source of iterator {Holder}.Numbers → Held.ByIterator");
        PathTo<Held.ByList>().ShouldBe($"{Holder}.List (static) → Held.Node.Next (9 times) → Held.Node.Value → Held.ByList");
        PathTo<Held.ByDictionary>().ShouldBe($"{Holder}.Map (static) → Dictionary<int, Held.ByDictionary>._entries[].value → Held.ByDictionary");
        PathTo<Held.ByStruct>().ShouldBe($"{Holder}.Structs (static)[3].Item2 → Held.ByStruct");
        PathTo<Held.ByProperty>().ShouldBe($"{Holder}.Property (static) → Held.ByProperty");
        PathTo<Held.ByFinalizer>().ShouldBe("a local on a thread's stack → Held.ByFinalizer");
        Heap.PathToRoot(bytes).ToString().ShouldBe("a pinned GCHandle → byte[]");

        end.SetResult();
        handles.ForEach(handle => handle.Free());
        GC.KeepAlive(local);

        string PathTo<T>() => snapshot.PathsToRoot<T>().ShouldHaveSingleItem().ToString();
    }

    [Fact]
    public void A_million_elements_are_asked_for_without_going_through_the_array_for_each()
    {
        const int Count = 1_000_000;
        var all = CreateMany(Count);
        var plain = Array.ConvertAll(all, pair => new object());

        using var snapshot = HeapSnapshot.Capture();

        var path = snapshot.PathsToRoot<Many>().ShouldHaveSingleItem();
        path.Count.ShouldBe(Count);
        path.ToString().ShouldBe("a local on a thread's stack → ValueTuple<int, PathsToRootTests.Many>[][].Item2 → PathsToRootTests.Many");
        snapshot.PathsToRoot<object>().ShouldContain(held => held.Count >= Count);
        GC.KeepAlive(all);
        GC.KeepAlive(plain);
    }

    // In a method of its own, so that no local of the test's refers to the last one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static (int Number, Many Value)[] CreateMany(int count)
    {
        var all = new (int Number, Many Value)[count];
        for (var i = 0; i < count; i++)
            all[i] = (i, new Many());
        return all;
    }

    sealed class Many;

    // The finalizer's thread waits, so that what it finalizes is on its stack; whatever happens, it goes on.
    sealed class Waiting : IDisposable
    {
        public ManualResetEvent CanEnd { get; } = new(false);

        public void Dispose()
        {
            CanEnd.Set();
            GC.WaitForPendingFinalizers();
            CanEnd.Dispose();
        }
    }

    sealed class Pinned(object target) : IDisposable
    {
        GCHandle _handle = GCHandle.Alloc(target, GCHandleType.Pinned);

        public void Dispose() => _handle.Free();
    }
}
