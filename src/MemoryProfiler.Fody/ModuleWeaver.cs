using System.Xml.Linq;
using Fody;
using MemoryProfiler.Weaving.Diagnostics;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving;

/// <summary>
/// Fody's door to the weaver. Attributes of its element <c>MemoryProfiler</c>: <c>Enabled</c>, <c>EmbedSource</c> (both
/// true by default), <c>Include</c>, <c>Exclude</c>. Each comes from the MSBuild property of that name
/// (<c>MemoryProfilerEnabled</c>, …). Where that is not set, it comes from the element in a FodyWeavers.xml of the
/// user's.
/// </summary>
public sealed class ModuleWeaver : BaseModuleWeaver
{
    const string ElementName = "MemoryProfiler";

    List<XElement>? _elements;

    /// <inheritdoc/>
    public override void Execute()
    {
        if (!Flag("Enabled"))
            return;
        var options = new WeavingOptions
        {
            ProjectDirectory = ProjectDirectoryPath,
            EmbedSource = Flag("EmbedSource"),
            Include = Value("Include"),
            Exclude = Value("Exclude"),
        };
        var result = new AssemblyWeaver(ModuleDefinition, options).Weave();
        foreach (var diagnostic in result.Diagnostics)
            Report(diagnostic);
        WriteInfo($"{result.MethodCount} methods profiled.");
    }

    /// <inheritdoc/>
    public override IEnumerable<string> GetAssembliesForScanning() => [];

    /// <inheritdoc/>
    public override bool ShouldCleanReference => false;

    bool Flag(string name) => !string.Equals(Value(name).Trim(), "false", StringComparison.OrdinalIgnoreCase);

    string Value(string name) =>
        (_elements ??= Elements()).Select(element => (string?)element.Attribute(name)).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)) ?? "";

    // Fody hands over the element made of the MSBuild properties and drops those of the files.
    List<XElement> Elements()
    {
        var elements = new List<XElement>();
        if (Config is not null)
            elements.Add(Config);
        foreach (var folder in new[] { ProjectDirectoryPath, SolutionDirectoryPath })
        {
            var file = Path.Combine(folder ?? "", "FodyWeavers.xml");
            if (File.Exists(file) && XDocument.Load(file).Root?.Element(ElementName) is { } element)
                elements.Add(element);
        }
        return elements;
    }

    void Report(WeavingDiagnostic diagnostic)
    {
        var location = diagnostic.Location ?? new SourceLocation(ProjectFilePath, 1, 1);
        var point = new SequencePoint(Instruction.Create(OpCodes.Nop), new Document(location.File))
        {
            StartLine = location.Line,
            StartColumn = location.Column,
            EndLine = location.Line,
            EndColumn = location.Column,
        };
        if (diagnostic.IsError)
            WriteError(diagnostic.ToString(), point);
        else
            WriteWarning(diagnostic.ToString(), point);
    }
}
