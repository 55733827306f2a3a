using System.Security.Cryptography;
using MemoryProfiler.Fody.Tests.Constructs;
using MemoryProfiler.Fody.Tests.Support;

namespace MemoryProfiler.Fody.Tests.Images;

public class DeterminismTests
{
    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void Weaving_twice_gives_the_same_bytes(Build build)
    {
        var input = WovenFile.Input(WovenConstructs.Name(build));
        // To the same place each time: a file names the path of its symbols.
        var folder = WovenFile.NewFolder($"{build}.again");
        var first = Bytes(WovenFile.Weave(input, folder).Path);
        var second = Bytes(WovenFile.Weave(input, folder).Path);
        second.ShouldBe(first);
    }

    static string[] Bytes(string assembly) =>
        [Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(assembly))), Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.ChangeExtension(assembly, "pdb"))))];
}
