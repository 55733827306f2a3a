namespace MemoryProfiler;

/// <summary>
/// Limits what one call of a method may allocate, callees included: <c>[MaxAllocation("64 KB")]</c>. A call that allocated
/// more throws an <see cref="AllocationLimitExceededException"/> as it returns. On a test method it is a test
/// of its own, in every framework. Works where the package <c>MemoryProfiler.Fody</c> is; the method is profiled line by
/// line, as with <see cref="ProfileAttribute"/>.
/// </summary>
/// <remarks>
/// <para>
/// Bytes are those of the calling thread. Those of an async method are the whole call's on all threads, awaited profiled
/// methods included, and the exception is on the returned task. Those of an iterator are one enumeration's. Its exception
/// comes from the MoveNext that ends it or the Dispose that leaves it before its end.
/// </para>
/// <para>
/// It is thrown at a normal exit only. An exception that leaves the method, or that a <c>catch</c> or <c>finally</c>
/// around the call deals with, is never replaced. Nothing is thrown on the finalizer thread or from an <c>async void</c>
/// method. The report names such calls, as it names all calls over their limit. A <c>catch</c> block with an <c>await</c>
/// in it is compiled into code after the block. There the exception it deals with cannot be seen any more. A continuation
/// of a failed task runs inside the catch block that failed it. There nothing is thrown while a caller within the
/// continuation is in a <c>try</c> block.
/// </para>
/// <para>The environment variable <c>MEMORYPROFILER_MAXALLOCATION=report</c> leaves it at the line in the report.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property, Inherited = false)]
public sealed class MaxAllocationAttribute : Attribute
{
    /// <summary>Limits a call to a size.</summary>
    /// <param name="limit">A size such as <c>"64 KB"</c> or <c>"1.5 MiB"</c> (1 KB = 1,024 bytes). Anything else is a build error (MPR006).</param>
    public MaxAllocationAttribute(string limit) => Limit = limit;

    /// <summary>Limits a call to a number of bytes.</summary>
    /// <param name="bytes">How many; a negative number is a build error (MPR006).</param>
    public MaxAllocationAttribute(long bytes) => Limit = ByteSize.FormatBytes(bytes);

    /// <summary>The most one call may allocate, as text.</summary>
    public string Limit { get; }
}
