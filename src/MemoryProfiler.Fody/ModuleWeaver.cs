using Fody;
using MemoryProfiler.Weaving.Diagnostics;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving;

/// <summary>
/// Fody's door to the weaver. Attributes of its configuration element: <c>Enabled</c>, <c>EmbedSource</c> (both true by
/// default), set by the MSBuild properties <c>MemoryProfilerEnabled</c> and <c>MemoryProfilerEmbedSource</c>.
/// </summary>
public sealed class ModuleWeaver : BaseModuleWeaver
{
    /// <inheritdoc/>
    public override void Execute()
    {
        if (!Flag("Enabled"))
            return;
        var options = new WeavingOptions { ProjectDirectory = ProjectDirectoryPath, EmbedSource = Flag("EmbedSource") };
        var result = new AssemblyWeaver(ModuleDefinition, options).Weave();
        foreach (var diagnostic in result.Diagnostics)
            Say(diagnostic);
        WriteInfo($"{result.MethodCount} methods profiled.");
    }

    /// <inheritdoc/>
    public override IEnumerable<string> GetAssembliesForScanning() => [];

    /// <inheritdoc/>
    public override bool ShouldCleanReference => false;

    bool Flag(string name) =>
        !string.Equals((string?)Config?.Attribute(name), "false", StringComparison.OrdinalIgnoreCase);

    void Say(WeavingDiagnostic diagnostic)
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
