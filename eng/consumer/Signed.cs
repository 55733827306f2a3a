using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using MemoryProfiler;

[module: SkipLocalsInit]

Console.WriteLine(Work.Scratch());
try
{
    Work.Broken().Count();
}
catch (FormatException)
{
}
var assembly = typeof(Work).Assembly;
using var image = new PEReader(File.OpenRead(assembly.Location));
var header = image.PEHeaders.CorHeader!;
var signature = image.GetSectionData(header.StrongNameSignatureDirectory.RelativeVirtualAddress).GetContent(0, header.StrongNameSignatureDirectory.Size);
Console.WriteLine($"Token {Convert.ToHexString(assembly.GetName().GetPublicKeyToken()!)}");
Console.WriteLine($"Signed {header.Flags.HasFlag(CorFlags.StrongNameSigned) && signature.Any(b => b != 0)}");
MemoryReport.Print();

static class Work
{
    [Profile, SkipLocalsInit]
    public static int Scratch()
    {
        Span<byte> scratch = stackalloc byte[64];
        var a = new byte[1000];
        return a.Length + scratch.Length;
    }

    [Profile]
    public static IEnumerable<int> Broken()
    {
        yield return 1;
        throw new FormatException();
    }
}
