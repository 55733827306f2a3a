using MemoryProfiler.Weaving.Diagnostics;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Images;

/// <summary>Finds portable symbols, beside an assembly or in it. Symbols of another format or another build count as none.</summary>
sealed class PortableSymbols : ISymbolReaderProvider
{
    // What portable symbols begin with, as metadata does.
    static readonly byte[] _signature = [(byte)'B', (byte)'S', (byte)'J', (byte)'B'];

    // Where the header of metadata says how long the text of its version is.
    const int VersionLength = 12;

    readonly DefaultSymbolReaderProvider _default = new(throwIfNoSymbol: false);

    /// <summary>What is to be said of symbols that are there and count as none; null if there are none, or they are used.</summary>
    public WeavingDiagnostic? Refusal { get; private set; }

    /// <inheritdoc/>
    public ISymbolReader? GetSymbolReader(ModuleDefinition module, string fileName)
    {
        var reader = Read(module, fileName);
        if (reader is null)
            Refusal = Refuse(module.Name, Path.ChangeExtension(fileName, ".pdb"));
        return reader;
    }

    /// <inheritdoc/>
    public ISymbolReader GetSymbolReader(ModuleDefinition module, Stream symbolStream) =>
        _default.GetSymbolReader(module, symbolStream);

    ISymbolReader? Read(ModuleDefinition module, string fileName)
    {
        try
        {
            if (IsCutOff(Path.ChangeExtension(fileName, ".pdb")))
                return null;
            var reader = _default.GetSymbolReader(module, fileName);
            if (reader is PortablePdbReader or EmbeddedPortablePdbReader && Matches(reader, module))
                return reader;
            reader?.Dispose();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Not there, of another form, or cut off, which is whatever Cecil meets then.
            return null;
        }
        return null;
    }

    static WeavingDiagnostic? Refuse(string assembly, string symbols)
    {
        if (!File.Exists(symbols))
            return null;
        var name = Path.GetFileName(symbols);
        return new WeavingDiagnostic(DiagnosticCodes.OtherSymbols, !IsPortable(symbols) ? SourceMessages.OtherFormat(assembly, name) : IsCutOff(symbols) ? SourceMessages.CutOff(assembly, name) : SourceMessages.OtherBuild(assembly, name), null);
    }

    // Cecil reads what is behind the end as it is asked for, long after the symbols were taken for good ones.
    static bool IsCutOff(string path)
    {
        if (!File.Exists(path) || !IsPortable(path))
            return false;
        using var reader = new BinaryReader(File.OpenRead(path));
        try
        {
            var length = reader.BaseStream.Length;
            reader.BaseStream.Position = VersionLength;
            var version = reader.ReadInt32();
            reader.BaseStream.Position += version + sizeof(ushort);
            for (var left = reader.ReadUInt16(); left > 0; left--)
            {
                if ((long)reader.ReadUInt32() + reader.ReadUInt32() > length)
                    return true;
                // A name ends with one zero or more, up to a multiple of four bytes.
                while (reader.ReadUInt32() >> 24 != 0)
                {
                }
            }
            return false;
        }
        catch (Exception e) when (e is IOException or ArgumentOutOfRangeException)
        {
            return true;
        }
    }

    static bool IsPortable(string path)
    {
        var start = new byte[_signature.Length];
        using var file = File.OpenRead(path);
        return file.Read(start, 0, start.Length) == start.Length && start.SequenceEqual(_signature);
    }

    // Cecil asks this itself only later, where a difference is an exception.
    static bool Matches(ISymbolReader reader, ModuleDefinition module) =>
        !module.HasDebugHeader || reader.ProcessDebugHeader(module.GetDebugHeader());
}
