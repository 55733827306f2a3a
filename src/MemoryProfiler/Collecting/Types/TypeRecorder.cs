using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Collecting.Types;

/// <summary>
/// The types that the lines of this process allocated. The package MemoryProfiler.Heap brings the samples and hangs in
/// here. Safe from any thread.
/// </summary>
static class TypeRecorder
{
    const string Sampler = "MemoryProfiler.TypeSampler, MemoryProfiler.Heap";
    const string Begin = "Begin";
    const int FirstVersion = 10;
    const double UnplacedShare = 0.02;

    static readonly object _gate = new();
    static readonly SampleJoin _join = new();
    static readonly List<TypeWindow> _windows = [];
    static string? _fault;
    static long _lost;
    static Action? _settle;

    /// <summary>Begins to sample, if types are asked for.</summary>
    public static void Start()
    {
        if (!TypeSwitch.IsOn)
            return;
        // Before anything is sampled, as it checks what the runtime's limits are until then.
        AllocationClock.Start();
        _fault = Environment.Version.Major < FirstVersion
            ? $"They need .NET {FirstVersion}, whose runtime samples objects; this is {RuntimeInformation.FrameworkDescription}."
            : DirectClock.CurrentThreadId() == 0
                ? "This runtime does not say which of its threads is which."
                : Sampled();
    }

    /// <summary>A sentence on why types are missing or may be wrong; null if there is nothing to say.</summary>
    public static string? Fault
    {
        get
        {
            lock (_gate)
            {
                return _fault is { } fault ? $"{TypeSwitch.Variable.Name}=on asks for the types that lines allocate, and they are not told. {fault}"
                    : IsUnplaced ? string.Create(CultureInfo.InvariantCulture, $"{_join.Unplaced:N0} sampled objects are in no line's types: they are of a kind with which the runtime draws samples anew, such as those with finalizers, and which line made them is not known. Their types have too small a share.")
                    : _lost + _join.Lost > 0 ? string.Create(CultureInfo.InvariantCulture, $"{_lost + _join.Lost:N0} sampled objects are in no line's types: more came at once than are kept.")
                    : null;
            }
        }
    }

    /// <summary>Says who brings the samples.</summary>
    /// <param name="settle">Returns when all samples of before its call were added, or after a bounded wait.</param>
    public static void Use(Action settle) => _settle = settle;

    /// <summary>Says that no more samples come, or not all.</summary>
    /// <param name="fault">Why, as a sentence.</param>
    public static void Fail(string fault)
    {
        lock (_gate)
            _fault = fault;
    }

    /// <summary>Says that samples were lost on their way.</summary>
    public static void AddLost(long samples)
    {
        lock (_gate)
            _lost += samples;
    }

    /// <summary>Adds samples, those of a thread in the order of their time.</summary>
    public static void Add(IReadOnlyList<SampledObject> samples)
    {
        lock (_gate)
        {
            foreach (var sample in samples)
                _join.Add(sample);
            _join.Run(Ledgers());
            foreach (var window in _windows)
                window.Add(samples);
        }
    }

    /// <summary>Gives a window what is sampled from now on.</summary>
    public static void Open(TypeWindow window)
    {
        lock (_gate)
            _windows.Add(window);
    }

    /// <summary>Gives a window nothing more.</summary>
    public static void Close(TypeWindow window)
    {
        lock (_gate)
            _windows.Remove(window);
    }

    /// <summary>Waits for the samples of up to now. Not while a report's figures are locked.</summary>
    public static void Settle()
    {
        if (!TypeSwitch.IsOn)
            return;
        _settle?.Invoke();
        Add([]);
    }

    /// <summary>The types of a method's slot; null if none was sampled.</summary>
    public static LineTypes? Of(int method, int slot) => Of(_join, method, slot);

    /// <summary>The same of a window's samples.</summary>
    public static LineTypes? Of(SampleJoin join, int method, int slot)
    {
        lock (_gate)
            return join.Lines.GetValueOrDefault((method, slot))?.Copy();
    }

    /// <summary>Forgets the samples of up to now.</summary>
    public static void Reset()
    {
        lock (_gate)
        {
            _join.Reset(Stopwatch.GetTimestamp());
            _lost = 0;
        }
    }

    // A few are always met, as where a collection ran in the middle of a line.
    static bool IsUnplaced => _join.Unplaced > UnplacedShare * _join.Placed;

    static string? Sampled()
    {
        var begin = Type.GetType(Sampler, throwOnError: false)?.GetMethod(Begin, BindingFlags.Static | BindingFlags.Public);
        return begin is null
            ? "The package MemoryProfiler.Heap samples them, and the program does not have it: dotnet add package MemoryProfiler.Heap brings it."
            : begin.CreateDelegate<Func<string?>>()();
    }

    static List<nint> Ledgers()
    {
        var ledgers = new List<nint>();
        lock (LedgerRegistry.Gate)
            LedgerRegistry.ForEach(ledgers.Add);
        return ledgers;
    }
}
