using MemoryProfiler.Weaving.Naming;
using Mono.Cecil;

namespace MemoryProfiler.Weaving.Source;

/// <summary>
/// Finds the lines of a member, attributes included, from a place in its body. Walks outwards through blocks and arrows
/// until one has a header that declares the member.
/// </summary>
sealed class DeclarationFinder(List<Token> tokens)
{
    static readonly HashSet<string> _typeKeywords = ["class", "struct", "record", "interface"];

    // A call of the same name as the member stands behind one of these, a declaration never does.
    static readonly HashSet<string> _beforeCall = ["=", "return", "await", "new", "throw", "=>", "(", ",", "in"];

    /// <summary>First and last line of the member around a place, or null if its declaration is not recognised.</summary>
    public (int First, int Last)? Find(MethodDefinition method, int line, int column)
    {
        // An accessor of an extension block is an accessor only where it is declared.
        method = ExtensionBlocks.Member(method)?.Declaration ?? method;
        var isLambda = GeneratedName.Of(method.Name) is { Local: null };
        var closers = 0;
        var crossedStatement = false;
        var start = IndexBefore(line, column);
        // A closing brace belongs to the block it closes: in optimised code it is all there is of an empty body.
        if (start >= 0 && tokens[start].Text == "}")
            start--;
        for (var i = start; i >= 0; i--)
        {
            switch (tokens[i].Text)
            {
                case ")" or "]" or "}":
                    closers++;
                    break;
                case "(" or "[" or "{" when closers > 0:
                    closers--;
                    break;
                case "{" when isLambda:
                    if (i > 0 && tokens[i - 1].Text == "=>")
                        return (tokens[LambdaStart(i - 1)].Line, tokens[BlockEnd(i)].Line);
                    crossedStatement = false;
                    break;
                case "=>" when isLambda && closers == 0 && !crossedStatement:
                    return (tokens[LambdaStart(i)].Line, tokens[ExpressionEnd(i + 1)].Line);
                case "{":
                    if (Declares(method, HeaderStart(i), i))
                        return (tokens[HeaderStart(i)].Line, tokens[BlockEnd(i)].Line);
                    crossedStatement = false;
                    break;
                case ";" when closers == 0:
                    crossedStatement = true;
                    break;
                // A constructor without statements may have no other place than its call of another.
                case ":" when closers == 0 && method.IsConstructor && tokens[i + 1].Text is ("base" or "this") && Declares(method, HeaderStart(i), i):
                    return (tokens[HeaderStart(i)].Line, tokens[BodyEnd(MatchingEnd(i + 2, t => t is "(", t => t is ")") + 1)].Line);
                case "=>" when closers == 0 && !crossedStatement && Declares(method, HeaderStart(i), i):
                    return (tokens[HeaderStart(i)].Line, tokens[StatementEnd(i)].Line);
            }
        }
        return null;
    }

    /// <summary>The token at or last before a place. Asked for every method: going through all of a large file each time takes longer than all other weaving.</summary>
    int IndexBefore(int line, int column)
    {
        var low = 0;
        var high = tokens.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            var isBehind = tokens[middle].Line > line || (tokens[middle].Line == line && tokens[middle].Column > column);
            if (isBehind)
                high = middle;
            else
                low = middle + 1;
        }
        return low - 1;
    }

    /// <summary>The first token behind the previous statement, block or opening mark.</summary>
    int HeaderStart(int end)
    {
        var closers = 0;
        for (var i = end - 1; i >= 0; i--)
        {
            switch (tokens[i].Text)
            {
                case ")" or "]":
                    closers++;
                    break;
                case "(" or "[":
                    if (closers-- == 0)
                        return i + 1;
                    break;
                case ";" or "{" or "}" when closers == 0:
                    return i + 1;
            }
        }
        return 0;
    }

    /// <summary>The first token of a lambda's attributes, or of its parameters if it has none.</summary>
    int LambdaStart(int arrow)
    {
        var start = arrow - 1;
        if (tokens[start].Text == ")")
            start = MatchingStart(start);
        // Modifiers and the type of what it returns stand between the two.
        for (var i = start - 1; i >= 0; i--)
        {
            if (tokens[i].Text == "]")
                start = i = MatchingStart(i);
            else if (tokens[i].Text is ")" or ">")
                i = tokens[i].Text == ")" ? MatchingStart(i) : TypeArgumentsStart(i);
            else if (!(tokens[i].IsWord || tokens[i].Text is "." or "?" or "*") || tokens[i].Text is "return" or "await" or "yield")
                break;
        }
        return start;
    }

    /// <summary>The last token of an expression: what follows ends an argument, an element or a statement.</summary>
    int ExpressionEnd(int from)
    {
        var depth = 0;
        for (var i = from; i < tokens.Count; i++)
        {
            if (tokens[i].Text is "(" or "[" or "{")
                depth++;
            else if (tokens[i].Text is ")" or "]" or "}" && --depth < 0)
                return i - 1;
            else if (tokens[i].Text is "," or ";" && depth == 0)
                return i - 1;
        }
        return tokens.Count - 1;
    }

    int MatchingStart(int close)
    {
        var depth = 0;
        for (var i = close; i >= 0; i--)
        {
            if (tokens[i].Text is ")" or "]" or "}")
                depth++;
            else if (tokens[i].Text is "(" or "[" or "{" && --depth == 0)
                return i;
        }
        return 0;
    }

    int TypeArgumentsStart(int close)
    {
        var depth = 0;
        for (var i = close; i >= 0; i--)
        {
            if (tokens[i].Text == ">")
                depth++;
            else if (tokens[i].Text == "<" && --depth == 0)
                return i;
        }
        return 0;
    }

    int BlockEnd(int open) => MatchingEnd(open, t => t is "{", t => t is "}");

    int BodyEnd(int start) => tokens[start].Text == "{" ? BlockEnd(start) : StatementEnd(start);

    int StatementEnd(int from)
    {
        var depth = 0;
        for (var i = from; i < tokens.Count; i++)
        {
            if (tokens[i].Text is "(" or "[" or "{")
                depth++;
            else if (tokens[i].Text is ")" or "]" or "}")
                depth--;
            else if (tokens[i].Text == ";" && depth == 0)
                return i;
        }
        return tokens.Count - 1;
    }

    int MatchingEnd(int open, Func<string, bool> opens, Func<string, bool> closes)
    {
        var depth = 0;
        for (var i = open; i < tokens.Count; i++)
        {
            if (opens(tokens[i].Text))
                depth++;
            else if (closes(tokens[i].Text) && --depth == 0)
                return i;
        }
        return tokens.Count - 1;
    }

    bool Declares(MethodDefinition method, int start, int end)
    {
        if (start >= end)
            return false;
        if (SourceNames.IsAccessor(method))
            return DeclaresAccessor(method, start, end);
        if (OperatorNames.IsOperator(method))
            return AtTop(start, end).Any(i => tokens[i].Text == "operator");
        var name = SourceNames.Simple(method);
        foreach (var i in AtTop(start, end))
        {
            if (_typeKeywords.Contains(tokens[i].Text) && method.IsConstructor)
                return false;
            if (tokens[i].Text.TrimStart('@') == name && IsDeclaredAt(method, i, start, end))
                return true;
        }
        return false;
    }

    bool IsDeclaredAt(MethodDefinition method, int index, int start, int end)
    {
        var before = index > start ? tokens[index - 1].Text : "";
        if (_beforeCall.Contains(before))
            return false;
        if (before == "~" != SourceNames.IsFinalizer(method))
            return false;
        var next = index + 1;
        if (next < end && tokens[next].Text == "<")
            next = MatchingEnd(next, t => t is "<", t => t is ">") + 1;
        if (next >= end || tokens[next].Text != "(")
            return false;
        var after = MatchingEnd(next, t => t is "(", t => t is ")") + 1;
        // A colon behind any other name is that of a conditional: what stands before the name may be its question mark, or a type's.
        return after >= end || tokens[after].Text == "where" || (tokens[after].Text == ":" && method.IsConstructor);
    }

    bool DeclaresAccessor(MethodDefinition method, int start, int end)
    {
        var last = tokens[end - 1].Text;
        var keyword = method.SemanticsAttributes switch
        {
            MethodSemanticsAttributes.Getter => "get",
            MethodSemanticsAttributes.Setter => SourceNames.IsInit(method) ? "init" : "set",
            MethodSemanticsAttributes.AddOn => "add",
            _ => "remove",
        };
        if (last == keyword)
            return true;
        if (keyword != "get" || tokens[end].Text != "=>")
            return false;
        // int Total => …, this[int i] => …
        return last == SourceNames.Simple(method)
            || (last == "]" && AtTop(start, end).Any(i => tokens[i].Text == "this"));
    }

    /// <summary>Indexes of a header's tokens that are in no bracket.</summary>
    IEnumerable<int> AtTop(int start, int end)
    {
        var depth = 0;
        for (var i = start; i < end; i++)
        {
            if (tokens[i].Text is "(" or "[")
                depth++;
            else if (tokens[i].Text is ")" or "]")
                depth--;
            else if (depth == 0)
                yield return i;
        }
    }
}
