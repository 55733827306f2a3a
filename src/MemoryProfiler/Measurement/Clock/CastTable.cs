using System.Reflection;

namespace MemoryProfiler.Measurement.Clock;

/// <summary>
/// The runtime's process-wide table of casts that it has answered. It is an array on the managed heap, twice as big
/// whenever an answer finds no place. Its bytes are counted on the thread that asked. When that is depends on addresses.
/// So it is made to grow before a line runs. What it grows by later is told to whoever books it.
/// </summary>
static class CastTable
{
    const int EntryBytes = 24;
    const int ArrayBytes = 24;

    // A program of a few hundred types leaves half of it free.
    const int Entries = 512;

    static readonly Type[] _types =
    [
        typeof(object), typeof(string), typeof(bool), typeof(char), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint),
        typeof(long), typeof(ulong), typeof(float), typeof(double), typeof(decimal), typeof(DateTime), typeof(TimeSpan), typeof(Guid), typeof(Type),
        typeof(Array), typeof(Delegate), typeof(Exception), typeof(IDisposable), typeof(IComparable), typeof(IFormattable), typeof(IConvertible),
        typeof(ICloneable), typeof(Version),
    ];

    static readonly Lazy<FieldInfo?> _field = new(FindField, LazyThreadSafetyMode.PublicationOnly);
    static int _entries;

    // Whether looking at the table costs little and allocates nothing.
    static bool IsPrepared => _field.IsValueCreated;

    /// <summary>
    /// The bytes of the next bigger table, which a line that made it grow has allocated at least. It is more than any
    /// line has where there is none.
    /// </summary>
    public static long NextBytes { get; private set; } = long.MaxValue;

    /// <summary>Makes the table as big as most programs need it. Allocates some 18 KB in less than a millisecond.</summary>
    public static void Start()
    {
        // The browser's runtime keeps no such table.
        if (OperatingSystem.IsBrowser())
            return;
        NextBytes = BytesOf(Entries * 2);
        foreach (var type in _types)
        {
            foreach (var other in _types)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                _ = type.IsAssignableFrom(other);
                var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
                if (bytes < BytesOf(Entries))
                    continue;
                var entries = Entries;
                while (bytes >= BytesOf(entries * 2))
                    entries *= 2;
                Learn(entries);
                return;
            }
        }
    }

    /// <summary>Takes note of how big the table is, if that costs little. What it has grown by up to now is nobody's who asks later.</summary>
    public static void Check()
    {
        if (IsPrepared && Read() is var entries && entries > _entries)
            Learn(entries);
    }

    /// <summary>
    /// What the table has grown by since somebody last looked, in bytes. It is 0 if it has not, or if that cannot be of
    /// what was allocated.
    /// </summary>
    /// <param name="bytes">What was allocated meanwhile.</param>
    public static long TakeGrowth(long bytes)
    {
        // Whoever is the first to look does not know since when: only where it is most of the bytes is it taken for theirs.
        var atLeast = IsPrepared ? 0 : bytes / 2;
        var known = _entries;
        var entries = Read();
        if (entries <= known || Interlocked.CompareExchange(ref _entries, entries, known) != known)
            return 0;
        Learn(entries);
        if (known == 0)
            return 0;
        long grown = 0;
        for (var size = known * 2; size <= entries; size *= 2)
            grown += BytesOf(size);
        return grown <= bytes && grown > atLeast ? grown : 0;
    }

    static void Learn(int entries)
    {
        _entries = entries;
        NextBytes = BytesOf(entries * 2);
    }

    static int Read() => _field.Value?.GetValue(null) is int[] table ? (table.Length * sizeof(int) / EntryBytes) - 1 : 0;

    // Looking it up takes many times as long as the start may take.
    static FieldInfo? FindField() =>
        Type.GetType("System.Runtime.CompilerServices.CastHelpers")?.GetField("s_table", BindingFlags.Static | BindingFlags.NonPublic);

    // The first entry holds what the table needs itself.
    static long BytesOf(int entries) => ArrayBytes + ((entries + 1L) * EntryBytes);
}
