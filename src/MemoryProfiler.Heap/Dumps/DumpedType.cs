namespace MemoryProfiler.Dumps;

/// <summary>A type as a .gcdump lists it.</summary>
/// <param name="Name">Its name; that of a root in brackets.</param>
/// <param name="Size">The size of its objects that say none of their own.</param>
/// <param name="Module">The file it is from, if it is known.</param>
readonly record struct DumpedType(string Name, int Size, string? Module)
{
    const string SizeSuffix = " (Bytes > ";

    /// <summary>Its name without what tells large objects of a type from others.</summary>
    public string PlainName => Name.EndsWith(')') && Name.LastIndexOf(SizeSuffix, StringComparison.Ordinal) is var suffix and > 0 ? Name[..suffix] : Name;
}
