using System.Runtime.CompilerServices;
using MemoryProfiler.Copies;

namespace MemoryProfiler.Ledger;

/// <summary>
/// One thread's counters by method number, in pages, as a thread calls few of all methods. Places without counters hold
/// <see cref="MethodCounters.Missing"/>, and pages without methods are one that is full of it. So a probe tests for
/// neither.
/// </summary>
unsafe struct MethodTable
{
    const int MethodsPerPageShift = 6;
    const int MethodsPerPage = 1 << MethodsPerPageShift;

    // Found without a load more: the JIT knows the number of a method, and so which of these it is in.
    const int NearPages = 32;

    static readonly MethodCounters** _emptyPage = NewPage();

    // Room for addresses of 64 bits; those of 32 bits stand one behind the other in the first half of it.
    fixed long _nearPages[NearPages];
    int _farPageCount;
    MethodCounters*** _farPages;

    /// <summary>Makes an empty table.</summary>
    public static void Create(MethodTable* table)
    {
        for (var page = 0; page < NearPages; page++)
            NearPagesOf(table)[page] = _emptyPage;
    }

    /// <summary>The counters of a method; <see cref="MethodCounters.Missing"/> if the thread has not called it yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MethodCounters* Find(MethodTable* table, int method)
    {
        var page = method >> MethodsPerPageShift;
        var counters = (uint)page < NearPages ? NearPagesOf(table)[page] : FarPage(table, page - NearPages);
        return counters[method & (MethodsPerPage - 1)];
    }

    /// <summary>Takes the counters of a method in.</summary>
    /// <returns>How many native bytes the table has grown by.</returns>
    public static int Add(MethodTable* table, MethodCounters* counters)
    {
        var number = counters->Method >> MethodsPerPageShift;
        var grown = number < NearPages ? 0 : GrowFar(table, number - NearPages + 1);
        var page = number < NearPages ? NearPagesOf(table)[number] : table->_farPages[number - NearPages];
        if (page == _emptyPage)
        {
            page = NewPage();
            grown += MethodsPerPage * sizeof(MethodCounters*);
            // A report sees either no method of the page or all of it.
            if (number < NearPages)
                Volatile.Write(ref *(nint*)&NearPagesOf(table)[number], (nint)page);
            else
                Volatile.Write(ref *(nint*)&table->_farPages[number - NearPages], (nint)page);
        }
        Volatile.Write(ref *(nint*)&page[counters->Method & (MethodsPerPage - 1)], (nint)counters);
        return grown;
    }

    /// <summary>All counters. Call under the registry's lock.</summary>
    public static void ForEach(MethodTable* table, Action<nint> visit)
    {
        for (var number = 0; number < NearPages + table->_farPageCount; number++)
        {
            var page = number < NearPages ? NearPagesOf(table)[number] : table->_farPages[number - NearPages];
            for (var i = 0; page != _emptyPage && i < MethodsPerPage; i++)
            {
                if (page[i] != MethodCounters.Missing)
                    visit((nint)page[i]);
            }
        }
    }

    // What the table begins with; as elements of the field, the JIT would compute their address first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static MethodCounters*** NearPagesOf(MethodTable* table) => (MethodCounters***)table;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static MethodCounters** FarPage(MethodTable* table, int page) =>
        (uint)page < (uint)table->_farPageCount ? table->_farPages[page] : _emptyPage;

    static int GrowFar(MethodTable* table, int pageCount)
    {
        var before = table->_farPageCount;
        if (pageCount <= before)
            return 0;
        // Twice what is asked for: assemblies that load later bring higher method numbers.
        var count = Math.Max(4, pageCount * 2);
        var pages = (MethodCounters***)OwnMemory.Zeroed(count * sizeof(MethodCounters**));
        for (var i = 0; i < count; i++)
            pages[i] = i < before ? table->_farPages[i] : _emptyPage;
        // A report reads the table under the same lock, so the old pages may go.
        lock (LedgerRegistry.Gate)
        {
            OwnMemory.Free(table->_farPages);
            table->_farPages = pages;
            table->_farPageCount = count;
        }
        return (count - before) * sizeof(MethodCounters**);
    }

    static MethodCounters** NewPage()
    {
        var page = (MethodCounters**)OwnMemory.Zeroed(MethodsPerPage * sizeof(MethodCounters*));
        for (var i = 0; i < MethodsPerPage; i++)
            page[i] = MethodCounters.Missing;
        return page;
    }
}
