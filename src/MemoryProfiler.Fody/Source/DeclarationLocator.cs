using Mono.Cecil;
using Mono.Cecil.Cil;
using MemoryProfiler.Weaving.Diagnostics;
using MemoryProfiler.Weaving.Selection;

namespace MemoryProfiler.Weaving.Source;

/// <summary>Finds where a method stands in the source, for messages: also one without a body or whose body the compiler moved.</summary>
sealed class DeclarationLocator(SourceFiles files)
{
    /// <summary>The place of the method's declaration, or the nearest that is known.</summary>
    public SourceLocation? Find(MethodDefinition method)
    {
        var point = FirstPoint(method) ?? FirstPoint(StateMachineBody(method));
        if (point is not null)
        {
            var span = new DeclarationFinder(files.Get(point.Document).Tokens).Find(method, point.StartLine, point.StartColumn);
            return span is { } lines
                ? new SourceLocation(point.Document.Url, lines.First, 1)
                : new SourceLocation(point.Document.Url, point.StartLine, point.StartColumn);
        }
        foreach (var document in Documents(method.DeclaringType))
        {
            if (NamedIn(document, method) is { } location)
                return location;
        }
        return null;
    }

    SourceLocation? NamedIn(Document document, MethodDefinition method)
    {
        var name = SourceNames.Simple(method);
        var tokens = files.Get(document).Tokens;
        for (var i = 1; i + 1 < tokens.Length; i++)
        {
            var behindType = tokens[i - 1].IsWord || tokens[i - 1].Text is ">" or "]" or "?" or "*";
            var beforeBody = tokens[i + 1].Text is "(" or "<" or "{" or ";";
            if (tokens[i].Text == name && behindType && beforeBody)
                return new SourceLocation(document.Url, tokens[i].Line, tokens[i].Column);
        }
        return null;
    }

    static SequencePoint? FirstPoint(MethodDefinition? method) =>
        method is { HasBody: true } ? method.DebugInformation.SequencePoints.FirstOrDefault(point => !point.IsHidden) : null;

    static MethodDefinition? StateMachineBody(MethodDefinition method)
    {
        var attribute = method.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name.EndsWith("StateMachineAttribute", StringComparison.Ordinal));
        var machine = attribute?.ConstructorArguments.FirstOrDefault().Value as TypeReference;
        return machine?.Resolve()?.Methods.FirstOrDefault(m => m.Name == "MoveNext");
    }

    /// <summary>The files a type stands in, by its methods' points and those of types around and in it.</summary>
    static IEnumerable<Document> Documents(TypeDefinition type)
    {
        var outermost = type;
        while (outermost.DeclaringType is not null)
            outermost = outermost.DeclaringType;
        return new[] { type, outermost }
            .SelectMany(t => t.NestedTypes.Prepend(t))
            .Concat(type.Module.Types)
            .SelectMany(t => t.Methods)
            .Select(FirstPoint)
            .Where(point => point is not null)
            .Select(point => point!.Document)
            .GroupBy(document => document.Url)
            .Select(group => group.First());
    }
}
