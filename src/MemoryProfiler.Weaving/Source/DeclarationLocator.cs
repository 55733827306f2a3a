using MemoryProfiler.Weaving.Diagnostics;
using MemoryProfiler.Weaving.Naming;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Source;

/// <summary>Finds where a method stands in the source, for messages. The method may have no body, or one that the compiler moved.</summary>
sealed class DeclarationLocator(SourceFiles files)
{
    /// <summary>The place of the method's declaration, or the nearest that is known.</summary>
    public SourceLocation? Find(MethodDefinition method)
    {
        var point = FirstPoint(method) ?? FirstPoint(StateMachineBody(method));
        if (point is not null)
        {
            var file = files.Get(point.Document);
            return file.Place(point.StartLine) is { } place && new DeclarationFinder(file.Tokens).Find(method, place, point.StartColumn) is { } lines
                ? new SourceLocation(point.Document.Url, lines.First, 1)
                : new SourceLocation(point.Document.Url, point.StartLine, point.StartColumn);
        }
        return Documents(method.DeclaringType).Select(document => (Path: document.Url, files.Get(document).Tokens))
            // What has no body anywhere, such as most interfaces, is in no document: by custom its file has its name.
            .Concat(files.Named(SourceNames.Bare(Outermost(method.DeclaringType).Name) + ".cs"))
            .Select(file => NamedIn(file.Path, file.Tokens, method))
            .FirstOrDefault(location => location is not null);
    }

    static SourceLocation? NamedIn(string path, List<Token> tokens, MethodDefinition method)
    {
        var name = SourceNames.Simple(method);
        foreach (var (first, last) in Blocks(tokens, SourceNames.Bare(method.DeclaringType.Name)))
        {
            for (var i = first + 1; i < last; i++)
            {
                var behindType = tokens[i - 1].IsWord || tokens[i - 1].Text is ">" or "]" or "?" or "*";
                var beforeBody = tokens[i + 1].Text is "(" or "<" or "{" or ";";
                if (tokens[i].Text == name && behindType && beforeBody)
                    return new SourceLocation(path, tokens[i].Line, tokens[i].Column);
            }
        }
        return null;
    }

    /// <summary>The blocks of a type, by the indexes of their braces. Another type may have a member of the same name.</summary>
    static IEnumerable<(int First, int Last)> Blocks(List<Token> tokens, string type)
    {
        for (var i = 1; i < tokens.Count; i++)
        {
            if (tokens[i].Text != type || tokens[i - 1].Text is not ("class" or "struct" or "interface" or "record"))
                continue;
            var first = tokens.FindIndex(i, token => token.Text is "{" or ";");
            if (first >= 0 && tokens[first].Text == "{")
                yield return (first, BlockEnd(tokens, first));
        }
    }

    static int BlockEnd(List<Token> tokens, int open)
    {
        var depth = 0;
        for (var i = open; i < tokens.Count; i++)
        {
            depth += tokens[i].Text == "{" ? 1 : tokens[i].Text == "}" ? -1 : 0;
            if (depth == 0)
                return i;
        }
        return tokens.Count - 1;
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
        return new[] { type, Outermost(type) }
            .SelectMany(t => t.NestedTypes.Prepend(t))
            .Concat(type.Module.Types)
            .SelectMany(t => t.Methods)
            .Select(FirstPoint)
            .Where(point => point is not null)
            .Select(point => point!.Document)
            .GroupBy(document => document.Url)
            .Select(group => group.First());
    }

    static TypeDefinition Outermost(TypeDefinition type)
    {
        while (type.DeclaringType is not null)
            type = type.DeclaringType;
        return type;
    }
}
