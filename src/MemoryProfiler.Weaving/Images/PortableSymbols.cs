using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Images;

/// <summary>Finds portable symbols, beside an assembly or in it. Symbols of another format or another build count as none.</summary>
sealed class PortableSymbols : ISymbolReaderProvider
{
    readonly DefaultSymbolReaderProvider _default = new(throwIfNoSymbol: false);

    /// <inheritdoc/>
    public ISymbolReader? GetSymbolReader(ModuleDefinition module, string fileName)
    {
        try
        {
            var reader = _default.GetSymbolReader(module, fileName);
            if (reader is PortablePdbReader or EmbeddedPortablePdbReader && Matches(reader, module))
                return reader;
            reader?.Dispose();
        }
        catch (Exception e) when (e is SymbolsNotFoundException or SymbolsNotMatchingException or BadImageFormatException
            or NotSupportedException or FileNotFoundException or InvalidOperationException)
        {
            return null;
        }
        return null;
    }

    /// <inheritdoc/>
    public ISymbolReader GetSymbolReader(ModuleDefinition module, Stream symbolStream) =>
        _default.GetSymbolReader(module, symbolStream);

    // Cecil asks this itself only later, where a difference is an exception.
    static bool Matches(ISymbolReader reader, ModuleDefinition module) =>
        !module.HasDebugHeader || reader.ProcessDebugHeader(module.GetDebugHeader());
}
