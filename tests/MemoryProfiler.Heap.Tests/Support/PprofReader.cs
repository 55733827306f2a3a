using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace MemoryProfiler.HeapTests.Support;

/// <summary>A profile of pprof read by what profile.proto says, independently of what wrote it.</summary>
sealed class PprofReader
{
    readonly ILookup<int, object> _fields;
    readonly string[] _texts;

    public PprofReader(string path)
    {
        using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        _fields = Fields(bytes.ToArray());
        _texts = [.. _fields[6].Select(text => Encoding.UTF8.GetString((byte[])text))];
    }

    /// <summary>The first text, which has to be empty.</summary>
    public string FirstText => _texts[0];

    public string DefaultSampleType => Text(_fields, 14);

    /// <summary>The names of the figures with the sum of each.</summary>
    public (string Name, long Sum)[] Totals()
    {
        var samples = _fields[2].Select(sample => Packed(Message(sample), 2)).ToArray();
        return [.. _fields[1].Select((type, i) => (Text(Message(type), 1), samples.Sum(values => values[i])))];
    }

    /// <summary>All of it in lines.</summary>
    public string Dump()
    {
        var text = new StringBuilder();
        foreach (var type in _fields[1].Select(Message))
            Line($"figure {Text(type, 1)}/{Text(type, 2)}");
        Line($"default {DefaultSampleType}");
        var period = Message(_fields[11].Single());
        Line($"period {_fields[12].Single()} {Text(period, 1)}/{Text(period, 2)}");
        Line($"from {_fields[9].Single()} ns for {_fields[10].Single()} ns");
        foreach (var comment in Packed(_fields, 13))
            Line($"comment {_texts[comment]}");
        foreach (var mapping in _fields[3].Select(Message))
            Line($"mapping {Number(mapping, 1)} {Text(mapping, 5)}, functions {Number(mapping, 7)}, files {Number(mapping, 8)}, lines {Number(mapping, 9)}");
        var functions = _fields[5].Select(Message).ToDictionary(function => Number(function, 1), function => $"{Text(function, 2)} in {Text(function, 4)}");
        var locations = _fields[4].Select(Message).ToDictionary(location => Number(location, 1), location => (Mapping: Number(location, 2), Line: Message(location[4].Single())));
        foreach (var sample in _fields[2].Select(Message))
        {
            var label = Message(sample[3].Single());
            Line($"sample {string.Join(' ', Packed(sample, 2))} {Text(label, 1)}={Text(label, 2)}");
            foreach (var location in Packed(sample, 1))
                Line($"  {functions[Number(locations[location].Line, 1)]}:{Number(locations[location].Line, 2)} of {locations[location].Mapping}");
        }
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');
    }

    string Text(ILookup<int, object> message, int field) => _texts[Number(message, field)];

    static long Number(ILookup<int, object> message, int field) => (long?)message[field].SingleOrDefault() ?? 0;

    static ILookup<int, object> Message(object bytes) => Fields((byte[])bytes);

    static long[] Packed(ILookup<int, object> message, int field)
    {
        var bytes = (byte[])message[field].Single();
        var numbers = new List<long>();
        for (var at = 0; at < bytes.Length;)
            numbers.Add(Varint(bytes, ref at));
        return [.. numbers];
    }

    static ILookup<int, object> Fields(byte[] bytes)
    {
        var fields = new List<(int Field, object Value)>();
        for (var at = 0; at < bytes.Length;)
        {
            var tag = (int)Varint(bytes, ref at);
            if ((tag & 7) == 0)
            {
                fields.Add((tag >> 3, Varint(bytes, ref at)));
                continue;
            }
            (tag & 7).ShouldBe(2, tag.ToString(CultureInfo.InvariantCulture));
            var length = (int)Varint(bytes, ref at);
            fields.Add((tag >> 3, bytes[at..(at + length)]));
            at += length;
        }
        return fields.ToLookup(field => field.Field, field => field.Value);
    }

    static long Varint(byte[] bytes, ref int at)
    {
        long value = 0;
        for (var shift = 0; ; shift += 7)
        {
            value |= (long)(bytes[at] & 0x7F) << shift;
            if (bytes[at++] < 0x80)
                return value;
        }
    }
}
