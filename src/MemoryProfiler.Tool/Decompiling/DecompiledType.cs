using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using ICSharpCode.Decompiler;
using ICSharpCode.Decompiler.CSharp;
using ICSharpCode.Decompiler.CSharp.OutputVisitor;
using ICSharpCode.Decompiler.CSharp.Syntax;
using ICSharpCode.Decompiler.IL;
using ICSharpCode.Decompiler.TypeSystem;
using ICSharpCode.Decompiler.Util;
using SequencePoint = ICSharpCode.Decompiler.DebugInfo.SequencePoint;

namespace MemoryProfiler.Tool.Decompiling;

/// <summary>
/// The C# of one type and of the types in it. Bodies that a compiler made of lambdas, local functions, async methods and
/// iterators stand in the text of the method around them.
/// </summary>
static class DecompiledType
{
    const string Indentation = "    ";

    /// <summary>The bodies of a type by their metadata tokens.</summary>
    /// <param name="types">The assembly's types; may be read by several threads.</param>
    /// <param name="type">A type that stands in no other.</param>
    public static Dictionary<int, DecompiledBody> Bodies(IDecompilerTypeSystem types, TypeDefinitionHandle type)
    {
        var settings = new DecompilerSettings { ThrowOnAssemblyResolveErrors = false, ShowXmlDocumentation = false };
        settings.CSharpFormattingOptions.IndentationString = Indentation;
        var decompiler = new CSharpDecompiler(types, settings);
        var tree = decompiler.DecompileTypes([type]);
        var text = Write(tree, settings);
        var functions = new Dictionary<ILFunction, AstNode>();
        // A call of a local function names its function too.
        foreach (var node in tree.DescendantsAndSelf.Where(node => node is EntityDeclaration or LocalFunctionDeclarationStatement or LambdaExpression or AnonymousMethodExpression))
        {
            foreach (var function in node.Annotations.OfType<ILFunction>())
                functions.TryAdd(function, node);
        }
        foreach (var function in functions.Keys.Where(function => function.IsIterator))
            LeaveOutFinally(function);
        var bodies = new Dictionary<int, DecompiledBody>();
        foreach (var (function, points) in decompiler.CreateSequencePoints(tree))
        {
            if ((function.MoveNextMethod ?? function.Method) is { MetadataToken.IsNil: false } method
                && Body(text, functions.GetValueOrDefault(function), points, StoredConditions.Of(types.MainModule.MetadataFile, (MethodDefinitionHandle)method.MetadataToken)) is { } body)
            {
                bodies.TryAdd(MetadataTokens.GetToken(method.MetadataToken), body);
            }
        }
        foreach (var (method, first, last) in functions.SelectMany(Lambda).Concat(tree.DescendantsAndSelf.OfType<EntityDeclaration>().SelectMany(Declared)))
            bodies.TryAdd(MetadataTokens.GetToken(method.MetadataToken), new DecompiledBody(text, first, last, [], new HashSet<int>()));
        return bodies;
    }

    static IEnumerable<(IMethod Method, int First, int Last)> Lambda(KeyValuePair<ILFunction, AstNode> function) =>
        (function.Key.MoveNextMethod ?? function.Key.Method) is { } method && !function.Value.StartLocation.IsEmpty ? [(method, function.Value.StartLocation.Line, function.Value.EndLocation.Line)] : [];

    /// <summary>The methods of a declaration, for those without a statement. A constructor that nobody wrote is its type's.</summary>
    static IEnumerable<(IMethod Method, int First, int Last)> Declared(EntityDeclaration declaration)
    {
        if (declaration.StartLocation.IsEmpty)
            return [];
        var (first, last) = (declaration.StartLocation.Line, declaration.EndLocation.Line);
        return declaration.GetSymbol() switch
        {
            IMethod method => [(method, first, last)],
            IProperty property => new[] { property.Getter, property.Setter }.OfType<IMethod>().Select(method => (method, first, last)),
            IEvent @event => new[] { @event.AddAccessor, @event.RemoveAccessor }.OfType<IMethod>().Select(method => (method, first, last)),
            ITypeDefinition type when declaration.NameToken is { } name => type.Methods.Where(method => method.IsConstructor).Select(method => (method, name.StartLocation.Line, name.StartLocation.Line)),
            _ => [],
        };
    }

    static string[] Write(SyntaxTree tree, DecompilerSettings settings)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var tokens = TokenWriter.WrapInWriterThatSetsLocationsInAST(new TextWriterTokenWriter(text) { IndentationString = Indentation });
        tree.AcceptVisitor(new CSharpOutputVisitor(tokens, settings.CSharpFormattingOptions));
        return text.ToString().Split('\n');
    }

    // A finally block of an iterator is compiled into a method of its own, whose offsets are not those of the body around it.
    static void LeaveOutFinally(ILFunction iterator)
    {
        foreach (var instruction in iterator.Descendants.OfType<TryFinally>().SelectMany(block => block.FinallyBlock.Descendants.Prepend(block.FinallyBlock)))
            instruction.SetILRange(new Interval(0, 0));
    }

    static DecompiledBody? Body(string[] text, AstNode? node, List<SequencePoint> points, HashSet<int> tests)
    {
        var visible = points.Where(point => !point.IsHidden && point.StartLine <= text.Length && !IsBrace(text, point))
            .OrderBy(point => point.Offset)
            .Select(point => new CodePoint(point.Offset, point.EndOffset, point.StartLine))
            .ToList();
        if (visible.Count == 0)
            return null;
        var (first, last) = node is null || node.StartLocation.IsEmpty
            ? (visible.Min(point => point.Line), visible.Max(point => point.Line))
            : (node.StartLocation.Line, node.EndLocation.Line);
        return new DecompiledBody(text, first, last, visible, tests);
    }

    // Nothing happens at a brace that is not the line's before it.
    static bool IsBrace(string[] text, SequencePoint point)
    {
        var line = text[point.StartLine - 1];
        return point.StartLine == point.EndLine && point.EndColumn - point.StartColumn == 1
            && point.StartColumn <= line.Length && line[point.StartColumn - 1] is '{' or '}';
    }
}
