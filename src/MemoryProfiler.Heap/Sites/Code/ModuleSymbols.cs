using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace MemoryProfiler.Sites.Code;

/// <summary>An assembly's file with its symbols, beside it or inside: what its methods are called, and on which lines they are. Not safe for several threads.</summary>
sealed class ModuleSymbols : IDisposable
{
    readonly PEReader _file;
    readonly MetadataReader _metadata;
    readonly MetadataReaderProvider? _symbolFile;
    readonly MetadataReader? _symbols;
    readonly SourceMethodNames _names;

    ModuleSymbols(PEReader file, MetadataReaderProvider? symbols)
    {
        _file = file;
        _metadata = file.GetMetadataReader();
        _symbolFile = symbols;
        _symbols = symbols?.GetMetadataReader();
        _names = new SourceMethodNames(_metadata);
    }

    /// <summary>Whether it has symbols.</summary>
    public bool HasSymbols => _symbols is not null;

    /// <summary>Opens the file; null if it cannot be read.</summary>
    public static ModuleSymbols? Open(string path)
    {
        PEReader? file = null;
        try
        {
            file = new PEReader(File.OpenRead(path));
            return file.HasMetadata ? new ModuleSymbols(file, Symbols(file, path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException or ArgumentException or NotSupportedException)
        {
            file?.Dispose();
            return null;
        }
    }

    /// <summary>A method's name, and the line of a part of its IL that calls or allocates; null if there is no such method.</summary>
    /// <param name="token">Its token.</param>
    /// <param name="il">Where the part begins; negative if that is not known.</param>
    /// <param name="end">Where it ends.</param>
    public (string Name, string? File, int Line)? Find(int token, int il, int end)
    {
        try
        {
            var handle = MetadataTokens.EntityHandle(token);
            if (handle.Kind != HandleKind.MethodDefinition || MetadataTokens.GetRowNumber(handle) > _metadata.MethodDefinitions.Count)
                return null;
            var method = (MethodDefinitionHandle)handle;
            var (file, line) = Place(method, il, end);
            return (_names.Of(Written(method)), file, line);
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    /// <summary>Tells which types are nested in which.</summary>
    public void AddTo(NestedTypes types) => types.Add(_metadata);

    public void Dispose()
    {
        _symbolFile?.Dispose();
        _file.Dispose();
    }

    MethodDefinitionHandle Written(MethodDefinitionHandle method)
    {
        var kickoff = _symbols?.GetMethodDebugInformation(method.ToDebugInformationHandle()).GetStateMachineKickoffMethod() ?? default;
        return kickoff.IsNil ? _names.Kickoff(method) : kickoff;
    }

    (string? File, int Line) Place(MethodDefinitionHandle method, int il, int end)
    {
        if (_symbols is null || il < 0)
            return (null, 0);
        var points = _symbols.GetMethodDebugInformation(method.ToDebugInformationHandle()).GetSequencePoints().Where(point => !point.IsHidden && point.Offset < end).ToList();
        var begin = Math.Max(0, points.FindLastIndex(point => point.Offset <= il));
        var found = begin < points.Count && points[begin].Offset <= il ? points[begin] : default(SequencePoint?);
        if (found is not null && points.Count > begin + 1)
            found = Calling(method, points[begin..], end) ?? found;
        return found is { } at ? (_symbols.GetString(_symbols.GetDocument(at.Document).Name), at.StartLine) : (null, 0);
    }

    // Where a statement leaves something on the stack for the next one, the compiler tells the two as one. The first one that calls is meant.
    SequencePoint? Calling(MethodDefinitionHandle method, List<SequencePoint> points, int end)
    {
        if (_metadata.GetMethodDefinition(method).RelativeVirtualAddress is not (> 0 and var address))
            return null;
        var il = _file.GetMethodBody(address).GetILBytes();
        for (var i = 0; i < points.Count; i++)
        {
            if (IlCalls.IsIn(il, points[i].Offset, i + 1 < points.Count ? points[i + 1].Offset : end))
                return points[i];
        }
        return null;
    }

    static MetadataReaderProvider? Symbols(PEReader file, string path)
    {
        try
        {
            return file.TryOpenAssociatedPortablePdb(path, symbols => File.Exists(symbols) ? File.OpenRead(symbols) : null, out var provider, out _) ? provider : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return null;
        }
    }
}
