namespace MemoryProfiler.Sites.Code;

/// <summary>Where the machine code of a method lies, and where what is known of it stands.</summary>
readonly record struct CodeRange(ulong Start, uint Length, long Place, int Bytes) : IComparable<CodeRange>
{
    public int CompareTo(CodeRange other) => Start.CompareTo(other.Start);
}
