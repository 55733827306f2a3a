using MemoryProfiler.Collecting.Types;
using MemoryProfiler.Naming;
using MemoryProfiler.Nettrace;
using MemoryProfiler.Sites.Sampling;

namespace MemoryProfiler.Sites.Types;

/// <summary>Takes sampled objects from a session and hands them on, with the names of their types. One thread reads.</summary>
sealed class TypeEvents : INettraceEvents
{
    const int AllocationSampled = 303;
    const int MostAtOnce = 512;

    // Fields before those that are read.
    const int InstanceBytes = sizeof(short);

    readonly SiteMarks _marks = new();
    readonly object _settling = new();
    readonly TypeIndex _types = new();
    readonly List<string> _names = [];
    readonly List<SampledObject> _read = [];

    public void On(in NettraceEvent told, ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        if (told.Provider == NettraceProvider.Marks && told.Id == SiteMark.Id)
        {
            HandOn();
            _marks.Seen(reader.Int32(), told.Time);
        }
        if (told.Provider != NettraceProvider.Runtime || told.Id != AllocationSampled)
            return;
        var isSmall = reader.UInt32() == 0;
        reader.Skip(InstanceBytes);
        var type = _types.Of(reader.UInt64(), reader.Chars());
        var address = isSmall ? (nint)reader.UInt64() : Skipped(ref reader);
        _read.Add(new SampledObject(told.Thread, (long)told.Time, Name(type), (long)reader.UInt64(), address));
        if (_read.Count >= MostAtOnce)
            HandOn();
    }

    public void OnLost(ulong thread, uint count) => TypeRecorder.AddLost(Math.Max(count, 1));

    public void OnAllUntil(ulong time) => HandOn();

    /// <summary>The session has ended, which it does not while the process runs.</summary>
    public void End()
    {
        HandOn();
        _marks.End();
        TypeRecorder.Fail("The runtime ended its session before the process did.");
    }

    /// <summary>Waits until everything of before the call has been handed on. Safe from any thread.</summary>
    public void Settle()
    {
        lock (_settling)
            _marks.CatchUp();
    }

    static nint Skipped(ref PayloadReader reader)
    {
        reader.UInt64();
        return 0;
    }

    void HandOn()
    {
        if (_read.Count == 0)
            return;
        TypeRecorder.Add(_read);
        _read.Clear();
    }

    string Name(int type)
    {
        while (_names.Count <= type)
            _names.Add(ForeignNames.Full(_types.Names[_names.Count]));
        return _names[type];
    }
}
