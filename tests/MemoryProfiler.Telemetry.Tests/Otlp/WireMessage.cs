using System.Buffers.Binary;
using System.Text;

namespace MemoryProfiler.Telemetry.Tests.Otlp;

/// <summary>A message of Protocol Buffers, read by field numbers without its definition.</summary>
sealed class WireMessage
{
    readonly List<(int Field, object Value)> _fields = [];

    public WireMessage(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var key = Varint(ref bytes);
            object value;
            switch ((int)(key & 7))
            {
                case 0:
                    value = Varint(ref bytes);
                    break;
                case 1:
                    value = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
                    bytes = bytes[sizeof(ulong)..];
                    break;
                case 2:
                    var length = (int)Varint(ref bytes);
                    value = bytes[..length].ToArray();
                    bytes = bytes[length..];
                    break;
                case 5:
                    value = (ulong)BinaryPrimitives.ReadUInt32LittleEndian(bytes);
                    bytes = bytes[sizeof(uint)..];
                    break;
                default:
                    throw new InvalidDataException($"The wire type {key & 7} is none of Protocol Buffers.");
            }
            _fields.Add(((int)(key >> 3), value));
        }
    }

    public IEnumerable<WireMessage> Messages(int field) => All<byte[]>(field).Select(bytes => new WireMessage(bytes));

    public WireMessage Message(int field) => Messages(field).Single();

    public string Text(int field) => Encoding.UTF8.GetString(All<byte[]>(field).SingleOrDefault() ?? []);

    public byte[] Bytes(int field) => All<byte[]>(field).SingleOrDefault() ?? [];

    public long Integer(int field) => (long)All<ulong>(field).SingleOrDefault();

    public double Double(int field) => BitConverter.UInt64BitsToDouble(All<ulong>(field).SingleOrDefault());

    public bool Has(int field) => _fields.Exists(known => known.Field == field);

    IEnumerable<T> All<T>(int field) => _fields.Where(known => known.Field == field).Select(known => (T)known.Value);

    static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
