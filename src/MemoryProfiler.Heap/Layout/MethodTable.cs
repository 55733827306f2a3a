namespace MemoryProfiler.Layout;

/// <summary>
/// What a type handle of the own process leads to. It says how large the type's objects are, and where in them references
/// stand. The collector reads the same words. A type must be alive while it is asked.
/// </summary>
readonly unsafe struct MethodTable(nint handle)
{
    const uint HasComponentSize = 0x80000000;
    const uint ContainsReferences = 0x01000000;
    const int BaseSizeOffset = 4;

    readonly byte* _table = (byte*)handle;

    /// <summary>The size of an object without elements, its header and alignment included.</summary>
    public uint BaseSize => *(uint*)(_table + BaseSizeOffset);

    /// <summary>The size of an element of an array or a string; 0 for others.</summary>
    public int ComponentSize => (*(uint*)_table & HasComponentSize) != 0 ? *(ushort*)_table : 0;

    /// <summary>
    /// Where the references of an object are, from its address, in the order in which the collector goes through them. Of an
    /// array: those of its first element.
    /// </summary>
    /// <param name="isArray">Whether they repeat for each element.</param>
    public int[] ReferenceOffsets(bool isArray)
    {
        // Without references no description of them stands before the table.
        if ((*(uint*)_table & ContainsReferences) == 0)
            return [];
        var series = *(nint*)(_table - sizeof(nint));
        if (series < 0)
            return OfStructs((int)-series);
        var offsets = new List<int>();
        for (var i = 0; i < (int)series; i++)
        {
            var entry = (nint*)(_table - sizeof(nint)) - 2 * (i + 1);
            // What is stored is the size less that of the object, so that arrays need no second form.
            var count = isArray ? 1 : (int)((entry[0] + (nint)BaseSize) / sizeof(nint));
            for (var k = 0; k < count; k++)
                offsets.Add((int)entry[1] + k * sizeof(nint));
        }
        return [.. offsets];
    }

    // So many references, so many bytes to skip, and again, once for each element.
    int[] OfStructs(int series)
    {
        var offset = (int)((nint*)(_table - sizeof(nint)))[-1];
        var items = (uint*)((nint*)(_table - sizeof(nint)) - 2);
        var offsets = new List<int>();
        for (var i = 0; i < series; i++)
        {
            for (var k = 0; k < items[-2 * i]; k++, offset += sizeof(nint))
                offsets.Add(offset);
            offset += (int)items[-2 * i + 1];
        }
        return [.. offsets];
    }
}
