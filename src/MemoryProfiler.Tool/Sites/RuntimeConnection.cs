using System.Buffers.Binary;
using System.Net.Sockets;
using MemoryProfiler.Sessions;

namespace MemoryProfiler.Tool.Sites;

/// <summary>
/// A runtime that has come to a socket of ours, and says who it is. It takes one command, and comes again for the next one.
/// The bytes are those of dotnet/diagnostics, documentation/design-docs/ipc-protocol.md.
/// </summary>
sealed class RuntimeConnection : IDisposable
{
    const int AdvertisementBytes = 34;
    const int ProcessIdAt = 24;
    const byte ProcessCommands = 4;
    const byte Resume = 1;
    const byte SetEnvironmentVariable = 3;

    readonly Socket _socket;

    RuntimeConnection(Socket socket, ulong processId) => (_socket, ProcessId) = (socket, processId);

    /// <summary>Which process's it is.</summary>
    public ulong ProcessId { get; }

    /// <summary>Reads who has come; null if it is no runtime.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    public static async Task<RuntimeConnection?> OfAsync(Socket socket, CancellationToken ending)
    {
        var advertisement = await ReadAsync(socket, AdvertisementBytes, ending);
        return advertisement is not null && advertisement.AsSpan().StartsWith("ADVR_V1\0"u8)
            ? new RuntimeConnection(socket, BinaryPrimitives.ReadUInt64LittleEndian(advertisement.AsSpan(ProcessIdAt)))
            : null;
    }

    /// <summary>Lets a runtime go on that waits at its start.</summary>
    /// <returns>Whether it does.</returns>
    /// <exception cref="SocketException">The connection broke.</exception>
    public Task<bool> ResumeAsync(CancellationToken ending) => CommandAsync(Resume, [], ending);

    /// <summary>Sets a variable of a runtime that waits at its start.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its value; empty to take it away.</param>
    /// <param name="ending">Gives it up.</param>
    /// <returns>Whether it is set: not before .NET 6.</returns>
    /// <exception cref="SocketException">The connection broke.</exception>
    public Task<bool> SetVariableAsync(string name, string value, CancellationToken ending) =>
        // No text at all takes it away.
        CommandAsync(SetEnvironmentVariable, [.. PortMessage.Text(name), .. value.Length > 0 ? PortMessage.Text(value) : new byte[sizeof(int)]], ending);

    public void Dispose() => _socket.Dispose();

    async Task<bool> CommandAsync(byte command, byte[] arguments, CancellationToken ending)
    {
        await _socket.SendAsync(PortMessage.Of(ProcessCommands, command, arguments), ending);
        return await ReadAsync(_socket, PortMessage.HeadBytes, ending) is { } answer && PortMessage.IsDone(answer);
    }

    static async Task<byte[]?> ReadAsync(Socket socket, int count, CancellationToken ending)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var more = await socket.ReceiveAsync(bytes.AsMemory(read), ending);
            if (more == 0)
                return null;
            read += more;
        }
        return bytes;
    }
}
