using Mono.Cecil;

namespace MemoryProfiler.Weaving.Images;

/// <summary>Finds the folder of the project that a built assembly was made of, if it is on this machine: files are named as the build names them.</summary>
static class ProjectFolder
{
    /// <summary>The nearest folder with a project around a source file that is still there; the current folder if there is none.</summary>
    public static string Of(ModuleDefinition module)
    {
        if (!module.HasSymbols)
            return "";
        var sources = module.GetTypes()
            .SelectMany(type => type.Methods)
            .Where(method => method.DebugInformation.HasSequencePoints)
            .Select(method => method.DebugInformation.SequencePoints[0].Document.Url)
            .Distinct();
        return sources.Where(File.Exists).Select(Above).FirstOrDefault(folder => folder is not null) ?? Directory.GetCurrentDirectory();
    }

    static string? Above(string file)
    {
        try
        {
            for (var folder = Path.GetDirectoryName(file); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
            {
                if (Directory.EnumerateFiles(folder, "*.*proj").Any())
                    return folder;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that may not be read is nobody's project.
        }
        return null;
    }
}
