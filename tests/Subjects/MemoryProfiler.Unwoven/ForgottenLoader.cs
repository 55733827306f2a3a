namespace MemoryProfiler.Unwoven;

/// <summary>Marked, but in a project without the weaver.</summary>
public static class ForgottenLoader
{
    /// <summary>Allocates 1,024 bytes.</summary>
    [Profile]
    public static byte[] Load() => new byte[1000];
}
