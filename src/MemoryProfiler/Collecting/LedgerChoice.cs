namespace MemoryProfiler.Collecting;

/// <summary>Which ledgers are read.</summary>
enum LedgerChoice
{
    /// <summary>Those of the program, of all threads.</summary>
    Program,

    /// <summary>Those of what assertions call, of all threads.</summary>
    Asserted,

    /// <summary>The one in which the calling thread records now.</summary>
    ThisThread,
}
