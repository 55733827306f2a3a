using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MemoryProfiler.Telemetry.Tests.Otlp;

/// <summary>Receives what an OTLP exporter posts over HTTP, on the loopback interface.</summary>
sealed class OtlpReceiver : IDisposable
{
    static readonly byte[] _accepted = "HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray();

    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly List<(string Path, byte[] Body)> _posts = [];

    public OtlpReceiver()
    {
        _listener.Start();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    /// <summary>The address of a signal: <c>traces</c> or <c>metrics</c>.</summary>
    public Uri Address(string signal) => new($"http://{_listener.LocalEndpoint}/v1/{signal}");

    /// <summary>What was posted for a signal, decoded.</summary>
    public List<WireMessage> Received(string signal)
    {
        lock (_posts)
            return [.. _posts.Where(post => post.Path == $"/v1/{signal}").Select(post => new WireMessage(post.Body))];
    }

    public void Dispose() => _listener.Dispose();

    void Serve()
    {
        try
        {
            while (true)
            {
                using var client = _listener.AcceptTcpClient();
                using var stream = client.GetStream();
                Answer(stream);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    void Answer(NetworkStream stream)
    {
        var path = Line(stream).Split(' ')[1];
        var length = 0;
        for (var header = Line(stream); header.Length > 0; header = Line(stream))
        {
            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(header.AsSpan("Content-Length:".Length), CultureInfo.InvariantCulture);
        }
        var body = new byte[length];
        stream.ReadExactly(body);
        lock (_posts)
            _posts.Add((path, body));
        stream.Write(_accepted);
    }

    static string Line(NetworkStream stream)
    {
        var line = new StringBuilder();
        for (var next = stream.ReadByte(); next is not (-1 or '\n'); next = stream.ReadByte())
        {
            if (next != '\r')
                line.Append((char)next);
        }
        return line.ToString();
    }
}
