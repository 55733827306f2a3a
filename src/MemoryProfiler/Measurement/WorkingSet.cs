using System.Runtime.CompilerServices;

namespace MemoryProfiler.Measurement;

/// <summary>Resident bytes of this process, read the cheapest exact way each platform has.</summary>
static class WorkingSet
{
    /// <summary>What <see cref="Read"/> answers where the platform cannot say.</summary>
    public const long Unknown = 0;

    static readonly Func<long> _read = Choose();

    /// <summary>Whether this platform gave a reading when it was first asked.</summary>
    public static bool IsAvailable { get; } = _read() > 0;

    /// <summary>Resident bytes now, or <see cref="Unknown"/>. Allocates nothing.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Read() => _read();

    static Func<long> Choose()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsAndroid())
            return LinuxWorkingSet.Read;
        if (OperatingSystem.IsWindows())
            return WindowsWorkingSet.Read;
        if (OperatingSystem.IsMacOS() || OperatingSystem.IsMacCatalyst())
            return MacWorkingSet.Read;
        return static () => Unknown;
    }
}
