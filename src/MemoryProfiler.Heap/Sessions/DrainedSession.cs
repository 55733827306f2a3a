using System.Net.Sockets;
using MemoryProfiler.Memory;
using MemoryProfiler.Nettrace;

namespace MemoryProfiler.Sessions;

/// <summary>
/// A session of the own process that loses nothing, whatever its buffer holds, from .NET 11 on: whoever has an event waits until
/// there is room, and the system makes it while the process stands still. Stopped by the time it has begun.
/// </summary>
sealed class DrainedSession : ITraceSession
{
    const int FirstWithIt = 11;
    const int AnswerBytes = PortMessage.HeadBytes + sizeof(ulong);
    const int MicrosecondsOfMillisecond = 1000;

    readonly string _port;
    readonly Socket _socket;
    readonly Drain _drain;
    DrainedStream? _events;
    volatile bool _isAbandoned;

    DrainedSession(string port, Socket socket, Drain drain)
    {
        _port = port;
        _socket = socket;
        _drain = drain;
    }

    /// <summary>Whether this runtime has such.</summary>
    public static bool IsPossible => Environment.Version.Major >= FirstWithIt && Drain.IsPossible;

    public bool IsLossless => true;

    public Stream Events => _events!;

    /// <summary>A connection whose end is awaited in the system; null where there is no such.</summary>
    /// <param name="capacity">How many bytes may come.</param>
    public static DrainedSession? TryOpen(long capacity)
    {
        if (capacity < AnswerBytes || !Drain.IsPossible || FindPort() is not { } port)
            return null;
        Socket? socket = null;
        DrainedSession? session = null;
        try
        {
            socket = Connect(port);
            session = new DrainedSession(port, socket, new Drain(socket, capacity));
            if (session._drain.Begin())
                return session;
        }
        catch (Exception fault) when (fault is SocketException or InsufficientMemoryException)
        {
            socket?.Dispose();
        }
        session?.Dispose();
        return null;
    }

    /// <summary>Asks for the events, and waits until all have come.</summary>
    /// <returns>Whether they have: the runtime knows such sessions, and did not keep waiting for longer than it may.</returns>
    /// <exception cref="MemoryProfiler.Graph.MemoryBudgetException">More came than there is room for.</exception>
    public bool Run(string provider, long keywords, int level, int megabytes, TimeSpan time)
    {
        var patience = new Patience(time);
        _socket.Send(PortMessage.Start(provider, keywords, level, megabytes));
        if (!patience.Await(step => _drain.Has(AnswerBytes, NettraceReader.Magic) || _drain.HasEnded(step))
            || PortMessage.Session(_drain.First(AnswerBytes)) is not { } session || !Stop(session, patience))
            return false;
        // All has been sent by now, whoever still holds the other end.
        _socket.Shutdown(SocketShutdown.Receive);
        if (!patience.Await(_drain.HasEnded))
            return false;
        _events = _drain.Events(AnswerBytes);
        return true;
    }

    public void Stop()
    {
    }

    public void Abandon()
    {
        _isAbandoned = true;
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // It has ended.
        }
    }

    public void Dispose()
    {
        Abandon();
        _drain.Dispose();
        _socket.Dispose();
    }

    // The runtime hears it when it has walked, as it does one thing after the other.
    bool Stop(ulong session, Patience patience)
    {
        using var socket = Connect(_port);
        socket.Send(PortMessage.Stop(session));
        return patience.Await(step => _isAbandoned || socket.Poll((int)step.TotalMilliseconds * MicrosecondsOfMillisecond, SelectMode.SelectRead));
    }

    static Socket Connect(string port)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // The newest, as a process before this one may have had its number.
    static string? FindPort() =>
        new DirectoryInfo(Path.GetTempPath()).EnumerateFiles($"dotnet-diagnostic-{Environment.ProcessId}-*-socket").MaxBy(file => file.LastWriteTimeUtc)?.FullName;
}
