using System.Net.Sockets;
using MemoryProfiler.Graph;
using MemoryProfiler.Sessions;

namespace MemoryProfiler.HeapTests.Sessions;

public sealed class DrainTests
{
    const int Megabyte = 1 << 20;

    static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    [Fact]
    public void What_comes_from_a_socket_is_there_whole_behind_what_is_skipped()
    {
        Assert.SkipUnless(Drain.IsPossible, "Drained on Linux alone.");
        var sent = new byte[40 * Megabyte + 12_345];
        new Random(1).NextBytes(sent);
        using var pair = new Pair();
        using var drain = new Drain(pair.Reader, 64 * Megabyte);

        drain.Begin().ShouldBeTrue();
        drain.HasEnded(TimeSpan.Zero).ShouldBeFalse();
        pair.Send(sent);

        drain.HasEnded(_patience).ShouldBeTrue();
        using var events = drain.Events(skipped: 28);
        drain.Has(28, sent.AsSpan(28, 8)).ShouldBeTrue();
        drain.First(28).SequenceEqual(sent.AsSpan(0, 28)).ShouldBeTrue();
        var read = new byte[sent.Length - 28];
        events.ReadExactly(read);
        read.AsSpan().SequenceEqual(sent.AsSpan(28)).ShouldBeTrue();
        events.ReadByte().ShouldBe(-1);
    }

    [Fact]
    public void Who_sends_more_than_there_is_room_for_is_never_kept_waiting_and_the_whole_is_refused()
    {
        Assert.SkipUnless(Drain.IsPossible, "Drained on Linux alone.");
        using var pair = new Pair();
        using var drain = new Drain(pair.Reader, Megabyte);

        drain.Begin().ShouldBeTrue();
        pair.Send(new byte[500 * Megabyte]);

        drain.HasEnded(_patience).ShouldBeTrue();
        Should.Throw<MemoryBudgetException>(() => drain.Events(skipped: 0));
    }

    [Fact]
    public void A_room_that_is_just_filled_is_whole()
    {
        Assert.SkipUnless(Drain.IsPossible, "Drained on Linux alone.");
        using var pair = new Pair();
        using var drain = new Drain(pair.Reader, Megabyte);

        drain.Begin().ShouldBeTrue();
        pair.Send(new byte[Megabyte]);

        drain.HasEnded(_patience).ShouldBeTrue();
        using var events = drain.Events(skipped: 0);
        events.ReadExactly(new byte[Megabyte]);
        events.ReadByte().ShouldBe(-1);
    }

    [Fact]
    public void A_socket_that_is_shut_down_ends_it()
    {
        Assert.SkipUnless(Drain.IsPossible, "Drained on Linux alone.");
        using var pair = new Pair();
        using var drain = new Drain(pair.Reader, Megabyte);

        drain.Begin().ShouldBeTrue();
        pair.Reader.Shutdown(SocketShutdown.Both);

        drain.HasEnded(_patience).ShouldBeTrue();
        using var events = drain.Events(skipped: 0);
        events.ReadByte().ShouldBe(-1);
    }

    // Two ends of a connection.
    sealed class Pair : IDisposable
    {
        readonly string _path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        readonly Socket _writer;

        public Pair()
        {
            using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(_path));
            listener.Listen();
            Reader = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            Reader.Connect(new UnixDomainSocketEndPoint(_path));
            _writer = listener.Accept();
        }

        public Socket Reader { get; }

        public void Send(ReadOnlySpan<byte> bytes)
        {
            while (bytes.Length > 0)
                bytes = bytes[_writer.Send(bytes)..];
            _writer.Dispose();
        }

        public void Dispose()
        {
            Reader.Dispose();
            _writer.Dispose();
            File.Delete(_path);
        }
    }
}
