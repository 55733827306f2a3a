using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemoryProfiler.Architecture.Tests;

/// <summary>
/// The source files of a project below <c>src</c>, and which of them name what others declare: in code, in <c>nameof</c>, in
/// attributes and in the references of doc comments.
/// </summary>
sealed class ProjectSources
{
    static readonly string[] _usings =
        ["System", "System.IO", "System.Linq", "System.Collections.Generic", "System.Threading", "System.Threading.Tasks"];

    readonly string _folder;
    readonly CSharpCompilation _compilation;

    public ProjectSources(string project)
    {
        _folder = Path.Combine(Repository.Folder, "src", project);
        var options = CSharpParseOptions.Default.WithDocumentationMode(DocumentationMode.Parse).WithPreprocessorSymbols("NET", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER");
        Files = [.. Directory.EnumerateFiles(_folder, "*.cs", SearchOption.AllDirectories).Select(Relative).Where(file => !IsBuilt(file)).Order(StringComparer.Ordinal)];
        var trees = Files.Select(file => Parse(File.ReadAllText(Path.Combine(_folder, file)), file, options))
            .Append(Parse(string.Concat(_usings.Select(name => $"global using {name};")), "", options));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("MemoryProfiler", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        _compilation = CSharpCompilation.Create(project, trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    /// <summary>From the project's folder, with forward slashes.</summary>
    public string[] Files { get; }

    /// <summary>What each file names of others, once for each type.</summary>
    public IEnumerable<Reference> References() => _compilation.SyntaxTrees.Where(tree => tree.FilePath != "").AsParallel().SelectMany(Of).Distinct();

    /// <summary>The namespaces that the types of each file are in.</summary>
    public IEnumerable<(string File, string Namespace)> Namespaces() =>
        from tree in _compilation.SyntaxTrees
        where tree.FilePath != ""
        from declared in tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
        select (tree.FilePath, declared.Name.ToString());

    IEnumerable<Reference> Of(SyntaxTree tree)
    {
        var model = _compilation.GetSemanticModel(tree);
        foreach (var name in tree.GetRoot().DescendantNodes(descendIntoTrivia: true).OfType<SimpleNameSyntax>())
        {
            var info = model.GetSymbolInfo(name);
            foreach (var symbol in info.Symbol is { } found ? [found] : info.CandidateSymbols)
            {
                if (Outermost(symbol) is not { } type)
                    continue;
                foreach (var declaration in type.DeclaringSyntaxReferences)
                {
                    if (declaration.SyntaxTree.FilePath is not "" and var path && path != tree.FilePath)
                        yield return new Reference(tree.FilePath, type.Name, path, IsDocument: name.IsPartOfStructuredTrivia());
                }
            }
        }
    }

    static INamedTypeSymbol? Outermost(ISymbol symbol)
    {
        var type = symbol switch
        {
            INamedTypeSymbol named => named,
            // A local is its own file's; what it is of is named where it is declared, or by the member that gives it.
            IMethodSymbol or IFieldSymbol or IPropertySymbol or IEventSymbol => symbol.ContainingType,
            _ => null,
        };
        while (type?.ContainingType is { } outer)
            type = outer;
        return type?.OriginalDefinition;
    }

    static SyntaxTree Parse(string text, string file, CSharpParseOptions options) => CSharpSyntaxTree.ParseText(text, options, file);

    static bool IsBuilt(string file) => file.StartsWith("bin/", StringComparison.Ordinal) || file.StartsWith("obj/", StringComparison.Ordinal);

    string Relative(string path) => Path.GetRelativePath(_folder, path).Replace('\\', '/');
}
