using MemoryProfiler.Torture.Corpus;
using MemoryProfiler.Weaving;
using MemoryProfiler.Weaving.Images;

namespace MemoryProfiler.Torture.Weaving;

/// <summary>Weaves every body of an assembly.</summary>
static class FileWeaver
{
    static readonly WeavingOptions _everything = new() { AllMethods = true, EmbedSource = false };

    /// <summary>Weaves one assembly; a failure of the weaver is part of the answer.</summary>
    public static WovenFile Weave(string source, string target)
    {
        var bodies = ManagedFile.Read(source)?.BodyCount ?? 0;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var result = AssemblyFile.Weave(source, target, _everything);
            return new WovenFile(source, target, bodies, result.MethodCount, result.BodyCount, result.ProbeCount, null);
        }
        catch (Exception e)
        {
            File.Delete(target);
            return new WovenFile(source, target, bodies, 0, 0, 0, e.ToString());
        }
    }
}
