using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemoryProfiler.HeapTests.Support;

// The fields are there to hold something: nobody reads them, and they are as a leak's would be.
#pragma warning disable CA1812, CA1823, CA2211, IDE0052
/// <summary>One object of a class of its own for each kind of root.</summary>
static class Held
{
    internal sealed class ByStatic;
    internal sealed class ByThreadStatic;
    internal sealed class ByGenericStatic;
    internal sealed class ByStack;
    internal sealed class ByHandle;
    internal sealed class ByPinned;
    internal sealed class ByEvent;
    internal sealed class ByTimer;
    internal sealed class ByClosure;
    internal sealed class ByTable;
    internal sealed class ByAsync;
    internal sealed class ByIterator;
    internal sealed class ByList;
    internal sealed class ByDictionary;
    internal sealed class ByStruct;
    internal sealed class ByProperty;

    internal sealed class ByFinalizer
    {
        readonly EventWaitHandle _canEnd;
        readonly EventWaitHandle _began;

        public ByFinalizer(EventWaitHandle began, EventWaitHandle canEnd) => (_began, _canEnd) = (began, canEnd);

        ~ByFinalizer()
        {
            _began.Set();
            _canEnd.WaitOne();
        }
    }

    internal sealed class Button
    {
        public event EventHandler? Clicked;

        public void Fire() => Clicked?.Invoke(this, EventArgs.Empty);
    }

    internal sealed class Subscriber
    {
        readonly ByEvent _state = new();

        public void OnClicked(object? sender, EventArgs arguments) => GC.KeepAlive(_state);
    }

    internal static class Registry<T>
    {
        public static readonly List<T> All = [];
    }

    internal sealed class Node(object value, Node? next)
    {
        public object Value = value;
        public Node? Next = next;
    }

    internal static ByStatic? Static;
    [ThreadStatic] internal static ByThreadStatic? OfThread;
    internal static readonly Button Clickable = new();
    internal static Timer? Ticking;
    internal static Func<int>? Captured;
    internal static readonly object Key = new();
    internal static readonly ConditionalWeakTable<object, ByTable> Table = [];
    internal static Task? Running;
    internal static IEnumerator<int>? Iterating;
    internal static Node? List;
    internal static readonly Dictionary<int, ByDictionary> Map = [];
    internal static readonly (int Number, ByStruct? Value)[] Structs = new (int, ByStruct?)[5];
    internal static ByProperty? Property { get; set; }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static List<GCHandle> Create(Task end)
    {
        Static = new ByStatic();
        OfThread = new ByThreadStatic();
        Registry<ByGenericStatic>.All.Add(new ByGenericStatic());
        Clickable.Clicked += new Subscriber().OnClicked;
        StartTimer(new ByTimer());
        Capture(new ByClosure());
        Table.Add(Key, new ByTable());
        Running = ImportAsync(end);
        Iterating = Numbers(new ByIterator()).GetEnumerator();
        Iterating.MoveNext();
        for (var i = 0; i < 10; i++)
            List = new Node(i == 0 ? new ByList() : "", List);
        for (var i = 0; i < 20; i++)
            Map.Add(i, new ByDictionary());
        Structs[3].Value = new ByStruct();
        Property = new ByProperty();
        return [GCHandle.Alloc(new ByHandle()), GCHandle.Alloc(new ByPinned[] { new() }, GCHandleType.Normal)];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void CreateFinalizable(EventWaitHandle began, EventWaitHandle canEnd) => GC.KeepAlive(new ByFinalizer(began, canEnd));

    static void StartTimer(ByTimer state) => Ticking = new Timer(_ => GC.KeepAlive(state), null, Timeout.Infinite, Timeout.Infinite);

    static void Capture(ByClosure limit) => Captured = () => limit.GetHashCode();

    static async Task ImportAsync(Task end)
    {
        var order = new ByAsync();
        await end;
        GC.KeepAlive(order);
    }

    static IEnumerable<int> Numbers(ByIterator source)
    {
        yield return 1;
        GC.KeepAlive(source);
    }
}
