using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.States;

namespace MemoryProfiler.Watching;

/// <summary>What <see cref="CallWatch"/> tells of a call; which fields say something depends on what is told.</summary>
unsafe struct CallEvent
{
    public Frame* Frame;
    public Frame* Bottom;
    public LogicalCall* Call;
    public nint Mark;
    public long Now;
    public int Method;
    public long Bytes;
    public CallStart Began;
    public bool IsFirst;
    public bool IsOutermost;
    public bool IsEnd;
}
