using System.Text;
using MemoryProfiler.Nettrace;
using MemoryProfiler.Sites.Sampling;

namespace MemoryProfiler.HeapTests.Sites;

public sealed class SampledSitesTests : IDisposable
{
    const int Start = 1;
    const int End = 2;
    const int Tick = 10;
    const int Surviving = 21;
    const int Sampled = 303;
    const uint Blocking = 0;
    const int Size = 10 << 20;

    readonly SampledSites _sites = new(followLive: true);

    public void Dispose() => _sites.Dispose();

    [Fact]
    public void What_threads_did_is_put_in_order_by_time_whichever_is_read_first()
    {
        // The collector's thread is read before the program's, and its collection was between two allocations.
        Tell(Start, thread: 2, time: 20, Collection(1, generation: 2));
        Tell(Surviving, thread: 2, time: 21, Ranges(0x9000));
        Tell(End, thread: 2, time: 22, Collection(1, generation: 2));
        Tell(Sampled, thread: 1, time: 10, Sample("Shop.Early", 0x1000));
        Tell(Sampled, thread: 1, time: 30, Sample("Shop.Late", 0x2000));

        _sites.OnAllUntil(40);

        Live().ShouldBe([("Shop.Early", 0, 1), ("Shop.Late", 1, 1)]);
    }

    [Fact]
    public void What_is_younger_than_what_has_been_read_in_full_waits()
    {
        Tell(Sampled, thread: 1, time: 30, Sample("Shop.Late", 0x2000));
        Tell(Sampled, thread: 2, time: 50, Sample("Shop.Later", 0x3000));
        _sites.OnAllUntil(40);
        Live().ShouldBe([("Shop.Late", 1, 1), ("Shop.Later", 0, 0)]);
        // A collection that is read later, and was before what waits.
        Tell(Start, thread: 3, time: 45, Collection(1, generation: 2));
        Tell(Surviving, thread: 3, time: 46, Ranges(0x2000, 0x7000));
        Tell(End, thread: 3, time: 47, Collection(1, generation: 2));

        _sites.OnAllUntil(60);

        Live().ShouldBe([("Shop.Late", 1, 1), ("Shop.Later", 1, 1)]);
    }

    [Fact]
    public void One_sample_stands_for_as_many_objects_as_had_to_be_allocated_for_it()
    {
        Tell(Sampled, thread: 1, time: 10, Sample("Shop.Small", 0x1000, size: 24));
        _sites.OnAllUntil(40);

        // 102,400 bytes in the mean, in objects of 24.
        var totals = _sites.Totals();
        totals.Allocated.Objects(0).ShouldBe(102_400 / 24.0, tolerance: 1);
        totals.Allocated.Bytes(0).ShouldBe(102_400, tolerance: 24);
        totals.IsCoarse.ShouldBeFalse();
    }

    [Fact]
    public void Before_NET_10_an_object_stands_for_all_that_was_allocated_since_the_last_one()
    {
        Tell(Tick, thread: 1, time: 10, Ticked("Shop.Small", 0x1000, size: 50, bytes: 100_000));
        _sites.OnAllUntil(40);

        var totals = _sites.Totals();
        (totals.Allocated.Objects(0), totals.Allocated.Bytes(0), totals.Samples[0], totals.IsCoarse).ShouldBe((2_000, 100_000, 1, true));
        totals.Live!.Bytes(0).ShouldBe(100_000);
    }

    [Fact]
    public void Sites_that_are_cleared_begin_with_nothing()
    {
        Tell(Sampled, thread: 1, time: 10, Sample("Shop.Early", 0x1000));
        _sites.OnAllUntil(20);

        _sites.Clear();

        Live().ShouldBe([("Shop.Early", 0, 0)]);
        _sites.Totals().Samples[0].ShouldBe(0);
    }

    void Tell(int id, ulong thread, ulong time, byte[] payload) => _sites.On(new NettraceEvent(NettraceProvider.Runtime, id, thread, time), payload);

    // Each type, how many of its objects live, and how many were allocated.
    (string Type, int Live, int Allocated)[] Live()
    {
        var totals = _sites.Totals();
        return [.. totals.Sites.Select((site, number) => (totals.Types[site.Type], (int)Math.Round(totals.Live!.Objects(number)), (int)Math.Round(totals.Allocated.Objects(number))))];
    }

    static byte[] Collection(uint number, uint generation) => Bytes(writer =>
    {
        writer.Write(number);
        writer.Write(generation);
        writer.Write(0);
        writer.Write(Blocking);
        writer.Write((short)0);
    });

    static byte[] Ranges(params ulong[] starts) => Bytes(writer =>
    {
        writer.Write(0);
        writer.Write(starts.Length);
        writer.Write((short)0);
        foreach (var start in starts)
        {
            writer.Write(start);
            writer.Write(16UL);
        }
    });

    static byte[] Sample(string type, ulong address, ulong size = Size) => Bytes(writer =>
    {
        writer.Write(0);
        writer.Write((short)0);
        writer.Write((ulong)type.Length);
        Write(writer, type);
        writer.Write(address);
        writer.Write(size);
        writer.Write(0UL);
    });

    static byte[] Ticked(string type, ulong address, ulong size, ulong bytes) => Bytes(writer =>
    {
        writer.Write((uint)bytes);
        writer.Write(0);
        writer.Write((short)0);
        writer.Write(bytes);
        writer.Write((ulong)type.Length);
        Write(writer, type);
        writer.Write(0);
        writer.Write(address);
        writer.Write(size);
    });

    static void Write(BinaryWriter writer, string text) => writer.Write(Encoding.Unicode.GetBytes(text + "\0"));

    static byte[] Bytes(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        return stream.ToArray();
    }
}
