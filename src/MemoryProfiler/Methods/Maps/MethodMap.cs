using System.IO.Compression;
using System.Reflection;
using System.Text;

namespace MemoryProfiler.Methods.Maps;

/// <summary>The map that the weaver wrote into an assembly: its profiled methods, their lines and source text.</summary>
sealed record MethodMap(MappedMethod[] Methods, SkippedMethod[] Skipped)
{
    /// <summary>The bytes of an assembly's map; null if it has none.</summary>
    public static byte[]? BytesOf(Assembly assembly)
    {
        using var resource = assembly.GetManifestResourceStream(MapFormat.ResourceName);
        if (resource is null)
            return null;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Reads an assembly's map.</summary>
    /// <exception cref="InvalidDataException">There is none, or it was written by a newer weaver.</exception>
    public static MethodMap Read(Assembly assembly) => Read(assembly.GetName().Name, BytesOf(assembly));

    /// <summary>Reads the map of an assembly that may be gone.</summary>
    /// <param name="assembly">The assembly's name.</param>
    /// <param name="bytes">Its map, or null if it has none.</param>
    /// <exception cref="InvalidDataException">There is none, or it was written by a newer weaver.</exception>
    public static MethodMap Read(string? assembly, byte[]? bytes)
    {
        if (bytes is null)
            throw new InvalidDataException($"The assembly {assembly} has no method map; build it again.");
        using var resource = new MemoryStream(bytes);
        return Read(resource);
    }

    /// <summary>Reads a map from its resource.</summary>
    /// <exception cref="InvalidDataException">It is not a map, or one of a newer weaver.</exception>
    public static MethodMap Read(Stream resource)
    {
        using var header = new BinaryReader(resource, Encoding.UTF8, leaveOpen: true);
        if (header.ReadInt32() != MapFormat.Magic)
            throw new InvalidDataException("The method map does not begin as one; build the assembly again.");
        var version = header.ReadInt32();
        if (version is < MapFormat.OldestVersion or > MapFormat.Version)
        {
            throw new InvalidDataException(
                $"The method map has version {version}, this MemoryProfiler reads versions {MapFormat.OldestVersion} to {MapFormat.Version}; use one version of MemoryProfiler and MemoryProfiler.Fody.");
        }
        using var unpacked = new DeflateStream(resource, CompressionMode.Decompress);
        using var reader = new BinaryReader(unpacked, Encoding.UTF8);
        var files = ReadArray(reader, static r => r.ReadString());
        var methods = ReadArray(reader, r => ReadMethod(r, files, hasBody: version >= MapFormat.VersionWithBodies));
        var skipped = ReadArray(reader, static r => new SkippedMethod(r.ReadString(), r.ReadString(), r.ReadString()));
        return new MethodMap(methods, skipped);
    }

    static MappedMethod ReadMethod(BinaryReader reader, string[] files, bool hasBody)
    {
        var name = reader.ReadString();
        var fullName = reader.ReadString();
        var file = files[reader.Read7BitEncodedInt()];
        var limit = reader.ReadInt64();
        var lines = ReadArray(reader, r => ReadLine(r, files));
        var slots = ReadArray(reader, static r => r.Read7BitEncodedInt());
        var kinds = ReadArray(reader, static r => (ProbeKind)r.Read7BitEncodedInt());
        var wholeSlots = reader.Read7BitEncodedInt();
        var sums = ReadArray(reader, static r => (r.Read7BitEncodedInt(), r.Read7BitEncodedInt()));
        var body = hasBody ? reader.Read7BitEncodedInt() : 0;
        return new MappedMethod(name, fullName, file, lines, slots, kinds, wholeSlots, sums, limit == MapFormat.NoLimit ? null : limit, body == 0 ? null : body);
    }

    static MappedLine ReadLine(BinaryReader reader, string[] files)
    {
        var file = reader.Read7BitEncodedInt();
        return new MappedLine(reader.Read7BitEncodedInt(), reader.ReadString(), file == 0 ? null : files[file - 1]);
    }

    static T[] ReadArray<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var items = new T[reader.Read7BitEncodedInt()];
        for (var i = 0; i < items.Length; i++)
            items[i] = read(reader);
        return items;
    }
}
