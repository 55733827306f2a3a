using System.Buffers.Binary;
using System.Text;

namespace MemoryProfiler.Sessions;

/// <summary>What is said on a runtime's diagnostics port: a head, then fields without gaps, little-endian.</summary>
static class PortMessage
{
    /// <summary>Where the payload begins.</summary>
    public const int HeadBytes = 20;

    const int Size = 14;
    const int CommandSet = 16;
    const int Command = 17;

    const byte Tracing = 2;
    const byte StopTracing = 1;
    const byte StartWithoutLoss = 7;
    const byte Answer = 0xFF;
    const byte Done = 0;

    static ReadOnlySpan<byte> Magic => "DOTNET_IPC_V1\0"u8;

    /// <summary>Asks for a session of one provider, in which whoever has an event waits until the buffer has room for it.</summary>
    public static byte[] Start(string provider, long keywords, int level, int megabytes)
    {
        const uint ToThisConnection = 0;
        const uint Nettrace = 1;
        const uint NoLoss = 1;
        using var payload = new MemoryStream();
        using var writer = new BinaryWriter(payload);
        writer.Write(ToThisConnection);
        writer.Write(megabytes);
        writer.Write(Nettrace);
        // Nothing of what was compiled, and no stacks.
        writer.Write(0L);
        writer.Write(false);
        writer.Write(1);
        writer.Write(keywords);
        writer.Write(level);
        writer.Write(Text(provider));
        writer.Write(0);
        // All of its events.
        writer.Write(false);
        writer.Write(0);
        writer.Write(NoLoss);
        return Of(Tracing, StartWithoutLoss, payload.ToArray());
    }

    /// <summary>Ends a session.</summary>
    public static byte[] Stop(ulong session)
    {
        var payload = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(payload, session);
        return Of(Tracing, StopTracing, payload);
    }

    /// <summary>The session of an answer; null if it says that none has begun.</summary>
    public static ulong? Session(ReadOnlySpan<byte> answer) =>
        IsDone(answer) ? BinaryPrimitives.ReadUInt64LittleEndian(answer[HeadBytes..]) : null;

    /// <summary>Whether an answer says that all is well.</summary>
    public static bool IsDone(ReadOnlySpan<byte> answer) =>
        answer.StartsWith(Magic) && answer[CommandSet] == Answer && answer[Command] == Done;

    /// <summary>A text within a payload: its length with the zero that ends it, and its characters.</summary>
    public static byte[] Text(string text)
    {
        var bytes = new byte[sizeof(int) + (text.Length + 1) * sizeof(char)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, text.Length + 1);
        Encoding.Unicode.GetBytes(text, bytes.AsSpan(sizeof(int)));
        return bytes;
    }

    /// <summary>Any command.</summary>
    /// <param name="commandSet">Which set of commands it is of.</param>
    /// <param name="command">Its number in that.</param>
    /// <param name="payload">What it is told.</param>
    public static byte[] Of(byte commandSet, byte command, byte[] payload)
    {
        var message = new byte[HeadBytes + payload.Length];
        Magic.CopyTo(message);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(Size), (ushort)message.Length);
        message[CommandSet] = commandSet;
        message[Command] = command;
        payload.CopyTo(message, HeadBytes);
        return message;
    }
}
