using System.Buffers.Binary;
using MemoryProfiler.HeapTests.Support;
using MemoryProfiler.Nettrace;
using MemoryProfiler.Sites;
using MemoryProfiler.Sites.Sampling;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Etlx;

namespace MemoryProfiler.HeapTests.Nettrace;

public sealed class StackOracleTests
{
    const int AllocationSampled = 303;

    static readonly Guid _runtime = new("e13c0d23-ccbc-4e12-931b-d9cc2eee27e4");
    static readonly Guid _rundown = new("a669021c-c450-4609-a035-5af59af4df18");
    static readonly byte[] _raw = RawSites.Take();

    [Fact]
    public void Events_of_a_session_with_stacks_are_those_that_TraceEvent_reads()
    {
        var own = Read(_raw);
        var expected = new Dictionary<(NettraceProvider, int), (int Count, long Sum)>();
        using var source = new EventPipeEventSource(new MemoryStream(_raw));
        source.AllEvents += data =>
        {
            var provider = data.ProviderGuid == _runtime ? NettraceProvider.Runtime : data.ProviderGuid == _rundown ? NettraceProvider.Rundown : NettraceProvider.Other;
            if (provider != NettraceProvider.Other)
                Add(expected, (provider, (int)data.ID), Sum(data.EventData()));
        };
        source.Process();

        own.Lost.ShouldBe(source.EventsLost);
        Lines(own.Events).ShouldBe(Lines(expected));
        own.Events.ShouldContainKey((NettraceProvider.Runtime, AllocationSampled));
    }

    [Fact]
    public void Each_sample_s_stack_is_the_one_that_TraceEvent_reads()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "sites.nettrace");
        File.WriteAllBytes(file, _raw);
        using var log = TraceLog.OpenOrConvert(TraceLog.CreateFromEventPipeDataFile(file));
        var expected = log.Events.Where(data => data.ProviderName == "Microsoft-Windows-DotNETRuntime" && (int)data.ID == AllocationSampled)
            .Select(data => Text(Addresses(data.CallStack()))).Order().ToArray();

        Read(_raw).Stacks.Order().ShouldBe(expected);
        expected.Distinct().Count().ShouldBeGreaterThan(50);
    }

    [Fact]
    public void Events_that_were_lost_are_counted_and_told_with_the_sites()
    {
        const int Missing = 5;
        var changed = (byte[])_raw.Clone();
        var count = changed.AsSpan(FirstCount());
        BinaryPrimitives.WriteUInt32LittleEndian(count, BinaryPrimitives.ReadUInt32LittleEndian(count) + Missing);
        using var sites = new SampledSites(followLive: true);

        new NettraceReader(new MemoryStream(changed), sites, sites.Stacks).Read();

        var totals = sites.Totals();
        totals.Lost.ShouldBe(Missing);
        SiteNotes.Of(new RecordedSites([], [], [], [], totals.Lost, IsCoarse: false, totals.Duration)).ShouldBe(
            ["5 events of the runtime were lost, as its buffer was full: figures may be too low, and what lives may be wrong. AllocationSitesOptions.BufferMegabytes gives it more."]);
    }

    [Fact]
    public void A_later_version_of_nettrace_is_refused_by_its_number()
    {
        byte[] later = [.. "Nettrace"u8, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0];

        Should.Throw<NettraceException>(() => Read(later)).Message.ShouldBe("it is nettrace of version 6, and this reader knows version 4 alone");
    }

    // Of the last block of counts: where that of its first thread stands.
    static int FirstCount()
    {
        const int BlockLength = 4;
        var name = "SPBlock"u8;
        var start = _raw.AsSpan().LastIndexOf(name) + name.Length + 1 + BlockLength;
        return start + (4 - start % 4) % 4 + sizeof(ulong) + sizeof(int) + sizeof(ulong);
    }

    static Found Read(byte[] bytes)
    {
        using var stacks = new StackTable();
        var found = new Found(stacks);
        new NettraceReader(new MemoryStream(bytes), found, stacks).Read();
        return found;
    }

    static IEnumerable<ulong> Addresses(TraceCallStack? stack)
    {
        for (; stack is not null; stack = stack.Caller)
            yield return stack.CodeAddress.Address;
    }

    static string Text(IEnumerable<ulong> addresses) => string.Join(' ', addresses.Select(address => address.ToString("x")));

    static long Sum(ReadOnlySpan<byte> payload)
    {
        var sum = 17L;
        foreach (var next in payload)
            sum = unchecked(31 * sum + next);
        return sum;
    }

    static string[] Lines(Dictionary<(NettraceProvider, int), (int Count, long Sum)> events) => [.. events.Select(pair => $"{pair.Key}: {pair.Value}").Order(StringComparer.Ordinal)];

    static void Add<T>(Dictionary<T, (int Count, long Sum)> all, T key, long sum)
        where T : notnull
    {
        var known = all.GetValueOrDefault(key);
        all[key] = (known.Count + 1, unchecked(known.Sum + sum));
    }

    sealed class Found(StackTable stacks) : INettraceEvents
    {
        public Dictionary<(NettraceProvider, int), (int Count, long Sum)> Events { get; } = [];

        public List<string> Stacks { get; } = [];

        public long Lost { get; private set; }

        public void On(in NettraceEvent told, ReadOnlySpan<byte> payload)
        {
            Add(Events, (told.Provider, told.Id), Sum(payload));
            if (told is { Provider: NettraceProvider.Runtime, Id: AllocationSampled })
                Stacks.Add(Text(stacks.Frames(told.Stack)));
        }

        public void OnLost(ulong thread, uint count) => Lost += count;
    }
}
