using MemoryProfiler.Reports.Presentation;
using MemoryProfiler.Snapshots;

namespace MemoryProfiler.Exports;

/// <summary>A snapshot as one page that loads nothing: its types, what holds the memory, and why each type is alive.</summary>
static class HeapPage
{
    static readonly HtmlPage _page = new("heap.html", typeof(HeapPage).Assembly);

    /// <summary>Writes the page.</summary>
    public static void Write(SnapshotContent heap, StreamWriter writer) => _page.Write(PageData.Of(HeapPageData.Of(heap)), writer);
}
