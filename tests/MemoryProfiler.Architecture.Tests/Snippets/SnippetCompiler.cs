using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemoryProfiler.Architecture.Tests.Snippets;

/// <summary>
/// Compiles what a page shows against the libraries as they are built. A block is a script, so that statements and members
/// may stand beside each other; what it takes for granted is in the prelude of its page. One with a namespace is a file.
/// </summary>
static partial class SnippetCompiler
{
    static readonly string[] _usings =
        ["System", "System.IO", "System.Linq", "System.Collections.Generic", "System.Threading", "System.Threading.Tasks", "MemoryProfiler"];

    static readonly MetadataReference[] _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Concat(Repository.Lists("SnippetReference"))
            .DistinctBy(Path.GetFileName)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    // What the page on ASP.NET Core says to copy; its types are internal.
    static readonly CSharpCompilation _copied = CSharpCompilation.Create(
        "Copied",
        [
            .. Directory.GetFiles(Path.Combine(Repository.Folder, "samples", "AspNetCore", "Memory")).Select(path => Parse(System.IO.File.ReadAllText(path), SourceCodeKind.Regular)),
            Parse(Global([.. _usings, "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.Configuration",
                "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting"])
                + "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Snippet\"), System.Runtime.CompilerServices.InternalsVisibleTo(\"SnippetPrelude\")]",
                SourceCodeKind.Regular),
        ],
        _references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>What the compiler says against a block, with lines of the page.</summary>
    public static string[] Errors(Snippet snippet)
    {
        // The files of a page belong together.
        var compilation = IsFile(snippet)
            ? Files(Page.Snippets().Where(other => other.Page == snippet.Page && other.Exception is null && IsFile(other)))
            : Script("Snippet", UsingVariable().Replace(Code(snippet), ""), Prelude(snippet.Page));
        return
        [
            .. compilation.GetDiagnostics()
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id is "CS0612" or "CS0618")
                .Select(diagnostic => $"{Place(diagnostic.Location.GetMappedLineSpan())}: {diagnostic.Id} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"),
        ];

        static string Place(FileLinePositionSpan span) => $"{span.Path}:{span.StartLinePosition.Line + 1}";
    }

    static string Code(Snippet snippet) => $"#line {snippet.Line} \"{snippet.Page}\"\n" + LeftOut().Replace(Directive().Replace(snippet.Code, ""), "{ throw null!; }");

    static bool IsFile(Snippet snippet) => Namespace().IsMatch(snippet.Code);

    static CSharpCompilation Files(IEnumerable<Snippet> snippets) =>
        CSharpCompilation.Create(
            "Snippet",
            [.. snippets.Select(snippet => Parse(Code(snippet), SourceCodeKind.Regular)), Parse(Global(_usings), SourceCodeKind.Regular)],
            _references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    static CSharpCompilation Script(string name, string code, CSharpCompilation? before) =>
        CSharpCompilation.CreateScriptCompilation(
            name,
            Parse(code, SourceCodeKind.Script),
            [.. _references, _copied.ToMetadataReference()],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: _usings, nullableContextOptions: NullableContextOptions.Enable),
            before);

    // docs/assertions.md has docs.assertions.csx.
    static CSharpCompilation? Prelude(string page)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Snippets", "Preludes", Path.ChangeExtension(page, ".csx").Replace('/', '.'));
        return System.IO.File.Exists(path) ? Script("SnippetPrelude", System.IO.File.ReadAllText(path), before: null) : null;
    }

    static string Global(string[] usings) => string.Concat(usings.Select(name => $"global using {name};\n"));

    static SyntaxTree Parse(string code, SourceCodeKind kind) =>
        CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Latest, kind: kind));

    [GeneratedRegex(@"\{ … \}")]
    private static partial Regex LeftOut();

    // What a program of one file tells the SDK.
    [GeneratedRegex("^#:.*$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    // A script knows no declaration of this kind.
    [GeneratedRegex("^using (?=var )", RegexOptions.Multiline)]
    private static partial Regex UsingVariable();

    [GeneratedRegex("^namespace ", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
