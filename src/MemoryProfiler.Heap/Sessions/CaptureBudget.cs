using System.Globalization;

namespace MemoryProfiler.Sessions;

/// <summary>What users allow, held against what is expected.</summary>
static class CaptureBudget
{
    /// <summary>Refuses a heap that is expected to need more than is allowed.</summary>
    /// <exception cref="HeapSnapshotException">It is; the message has the estimate.</exception>
    public static void Check(HeapSnapshotOptions options, HeapEstimate expected)
    {
        if (options.MaxObjects > 0 && expected.Objects > options.MaxObjects)
            throw new HeapSnapshotException($"{Found(expected)}, and {nameof(HeapSnapshotOptions)}.{nameof(HeapSnapshotOptions.MaxObjects)} allows {Number(options.MaxObjects)}.");
        if (options.MaxMemoryBytes > 0 && expected.MemoryBytes > options.MaxMemoryBytes)
            throw new HeapSnapshotException($"{Found(expected)}, whose description takes about {ByteSize.Format(expected.MemoryBytes)}, and {nameof(HeapSnapshotOptions)}.{nameof(HeapSnapshotOptions.MaxMemoryBytes)} allows {ByteSize.Format(options.MaxMemoryBytes)}.");
    }

    /// <summary>What is said of a heap that turned out to have more objects than it may.</summary>
    public static string TooManyObjects(long most) =>
        $"The heap has more than the {Number(most)} objects that {nameof(HeapSnapshotOptions)}.{nameof(HeapSnapshotOptions.MaxObjects)} allows.";

    static string Found(HeapEstimate expected) => $"The heap of {ByteSize.Format(expected.HeapBytes)} has about {Number(expected.Objects)} objects";

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
