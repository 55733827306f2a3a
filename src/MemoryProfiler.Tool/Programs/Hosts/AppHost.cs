using System.Text;

namespace MemoryProfiler.Tool.Programs.Hosts;

/// <summary>A program's own executable, into which the SDK has written which assembly it starts.</summary>
static class AppHost
{
    // In each of them, before the place of a bundle's header: how the SDK and the host find that.
    static readonly byte[] _bundleSignature = Convert.FromHexString("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae");

    // The room of the name, as the host's source has it; what the name leaves is zero.
    const int NameRoom = 1024;

    static ReadOnlySpan<byte> Ending => ".dll\0"u8;

    /// <summary>True for an executable that starts an assembly, or is a bundle of such.</summary>
    public static bool Is(ReadOnlySpan<byte> executable) => executable.IndexOf(_bundleSignature) >= sizeof(long);

    /// <summary>True if the assemblies are in the executable itself.</summary>
    public static bool IsBundle(ReadOnlySpan<byte> executable)
    {
        var place = executable.IndexOf(_bundleSignature);
        return place >= sizeof(long) && BitConverter.ToInt64(executable[(place - sizeof(long))..]) != 0;
    }

    /// <summary>The assembly that an executable starts; null if that is not there.</summary>
    /// <param name="path">The executable's own path, links followed.</param>
    /// <param name="executable">What is in it.</param>
    public static string? AssemblyOf(string path, ReadOnlySpan<byte> executable)
    {
        var folder = Path.GetDirectoryName(path)!;
        for (var from = 0; executable[from..].IndexOf(Ending) is var at and >= 0; from += at + Ending.Length)
        {
            var end = from + at + Ending.Length - 1;
            var begin = executable[..end].LastIndexOf((byte)0) + 1;
            var room = executable[end..Math.Min(begin + NameRoom, executable.Length)];
            if (end - begin >= NameRoom || room.ContainsAnyExcept((byte)0))
                continue;
            var assembly = Path.GetFullPath(Path.Combine(folder, Encoding.UTF8.GetString(executable[begin..end]).Replace('\\', Path.DirectorySeparatorChar)));
            if (File.Exists(assembly))
                return assembly;
        }
        return null;
    }
}
