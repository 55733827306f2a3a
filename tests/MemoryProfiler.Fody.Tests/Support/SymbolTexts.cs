using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>Symbols as texts that can be compared. Offsets are those of the compiler's code, which a function says.</summary>
sealed class SymbolTexts(MetadataReader reader)
{
    static readonly Guid _stepping = new("54FD2AC5-E925-401A-9C2A-F94F171072F8");
    static readonly Guid _hoistedScopes = new("6DA9A61E-F8C7-4874-BE62-68BC5630DF71");

    /// <summary>What debuggers show where, in the code's order.</summary>
    public List<(int Offset, string Shown)> Points(MethodDefinitionHandle method) =>
        [.. reader.GetMethodDebugInformation(method).GetSequencePoints().Select(point => (point.Offset, point.IsHidden ? "hidden" : $"{Url(point.Document)} {point.StartLine}:{point.StartColumn}-{point.EndLine}:{point.EndColumn}"))];

    /// <summary>Scopes with the names in them and what is imported there.</summary>
    public List<string> Scopes(MethodDefinitionHandle method, Func<int, int> compiled) =>
        [.. reader.GetLocalScopes(method).Select(reader.GetLocalScope).Select(scope =>
            $"{compiled(scope.StartOffset)}-{compiled(scope.EndOffset)} {string.Join(", ", scope.GetLocalVariables().Select(Variable).Concat(scope.GetLocalConstants().Select(Constant)))}; {Imports(scope.ImportScope)}")];

    /// <summary>What the compiler wrote besides of a method or of anything else, by kind.</summary>
    public List<string> Custom(EntityHandle parent, Func<int, int> compiled) =>
        [.. reader.GetCustomDebugInformation(parent).Select(reader.GetCustomDebugInformation).Select(information => Custom(information, compiled)).Order(StringComparer.Ordinal)];

    /// <summary>What is said of the whole module: where sources lie, how it was compiled, its default namespace.</summary>
    public List<string> OfModule => Custom(EntityHandle.ModuleDefinition, offset => offset);

    /// <summary>Source files with their languages, hashes and texts.</summary>
    /// <param name="withCode">Whether only those that some instruction comes from.</param>
    public List<string> Documents(bool withCode)
    {
        var shown = reader.MethodDebugInformation.Select(reader.GetMethodDebugInformation).SelectMany(method => method.GetSequencePoints()).Select(point => point.Document).ToHashSet();
        return [.. reader.Documents.Where(handle => !withCode || shown.Contains(handle)).Select(Document).Order(StringComparer.Ordinal)];
    }

    /// <summary>The method that a state machine's code belongs to; nil for other methods.</summary>
    public MethodDefinitionHandle KickOff(MethodDefinitionHandle method) => reader.GetMethodDebugInformation(method).GetStateMachineKickoffMethod();

    string Document(DocumentHandle handle)
    {
        var document = reader.GetDocument(handle);
        return $"{reader.GetString(document.Name)} {reader.GetGuid(document.Language)} {reader.GetGuid(document.HashAlgorithm)} {Hex(document.Hash)} {string.Join(' ', Custom(handle, offset => offset))}";
    }

    string Variable(LocalVariableHandle handle)
    {
        var variable = reader.GetLocalVariable(handle);
        return $"{reader.GetString(variable.Name)}[{variable.Index}] {variable.Attributes}{string.Concat(Custom(handle, offset => offset))}";
    }

    // Of its signature what stands before any type, whose numbers weaving may change.
    string Constant(LocalConstantHandle handle)
    {
        var constant = reader.GetLocalConstant(handle);
        return $"{reader.GetString(constant.Name)} = {reader.GetBlobReader(constant.Signature).ReadByte()}{string.Concat(Custom(handle, offset => offset))}";
    }

    string Imports(ImportScopeHandle handle)
    {
        if (handle.IsNil)
            return "none";
        var scope = reader.GetImportScope(handle);
        return $"{string.Join(" | ", scope.GetImports().Select(Import))}, {Imports(scope.Parent)}";
    }

    string Import(ImportDefinition import) => import.Kind switch
    {
        ImportDefinitionKind.ImportType => "type",
        ImportDefinitionKind.AliasType => $"{Text(import.Alias)} = type",
        ImportDefinitionKind.ImportNamespace => Text(import.TargetNamespace),
        ImportDefinitionKind.AliasNamespace => $"{Text(import.Alias)} = {Text(import.TargetNamespace)}",
        var kind => kind.ToString(),
    };

    string Custom(CustomDebugInformation information, Func<int, int> compiled)
    {
        var kind = reader.GetGuid(information.Kind);
        return $"{kind}: {(kind == _stepping ? Stepping(information.Value, compiled) : kind == _hoistedScopes ? HoistedScopes(information.Value, compiled) : Hex(information.Value))}";
    }

    string Stepping(BlobHandle value, Func<int, int> compiled)
    {
        var blob = reader.GetBlobReader(value);
        var handler = (int)blob.ReadUInt32() - 1;
        var text = $"catch {(handler < 0 ? handler : compiled(handler))}";
        while (blob.RemainingBytes > 0)
            text += $", yield {compiled((int)blob.ReadUInt32())} resume {compiled((int)blob.ReadUInt32())} in {(IsOwn(blob.ReadCompressedInteger()) ? "itself" : "another")}";
        return text;

        static bool IsOwn(int row) => row > 0;
    }

    // Each is a start and a length; nothing for a variable that is not hoisted any more.
    string HoistedScopes(BlobHandle value, Func<int, int> compiled)
    {
        var blob = reader.GetBlobReader(value);
        var text = "";
        while (blob.RemainingBytes > 0)
        {
            var (start, length) = ((int)blob.ReadUInt32(), (int)blob.ReadUInt32());
            text += start == 0 && length == 0 ? "none " : $"{compiled(start)}-{compiled(start + length)} ";
        }
        return text;
    }

    string Text(BlobHandle text) => text.IsNil ? "" : System.Text.Encoding.UTF8.GetString(reader.GetBlobBytes(text));

    string Url(DocumentHandle document) => reader.GetString(reader.GetDocument(document).Name);

    string Hex(BlobHandle value) => Convert.ToHexString(reader.GetBlobBytes(value));
}
