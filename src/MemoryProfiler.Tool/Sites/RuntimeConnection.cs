using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace MemoryProfiler.Tool.Sites;

/// <summary>
/// A runtime that has come to a socket of ours, and says who it is. It takes one command, and comes again for the next one.
/// The bytes are those of dotnet/diagnostics, documentation/design-docs/ipc-protocol.md.
/// </summary>
sealed class RuntimeConnection : IDisposable
{
    const int AdvertisementBytes = 34;
    const int ProcessIdAt = 24;
    const int HeaderBytes = 20;
    const int CommandSetAt = 16;
    const byte ProcessCommands = 4;
    const byte Resume = 1;
    const byte SetEnvironmentVariable = 3;
    const byte Server = 0xFF;

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
        CommandAsync(SetEnvironmentVariable, [.. Text(name), .. Text(value)], ending);

    public void Dispose() => _socket.Dispose();

    async Task<bool> CommandAsync(byte command, byte[] arguments, CancellationToken ending)
    {
        var message = new byte[HeaderBytes + arguments.Length];
        "DOTNET_IPC_V1\0"u8.CopyTo(message);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(CommandSetAt - sizeof(ushort)), (ushort)message.Length);
        message[CommandSetAt] = ProcessCommands;
        message[CommandSetAt + 1] = command;
        arguments.CopyTo(message, HeaderBytes);
        await _socket.SendAsync(message, ending);
        // Its answer's command is 0 if all is well.
        return await ReadAsync(_socket, HeaderBytes, ending) is { } answer && answer[CommandSetAt] == Server && answer[CommandSetAt + 1] == 0;
    }

    static byte[] Text(string text)
    {
        // No text at all takes a variable away.
        if (text.Length == 0)
            return new byte[sizeof(int)];
        var bytes = new byte[sizeof(int) + (text.Length + 1) * sizeof(char)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, text.Length + 1);
        Encoding.Unicode.GetBytes(text, bytes.AsSpan(sizeof(int)));
        return bytes;
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
