using MemoryProfiler.Collecting;
using MemoryProfiler.Copies;
using MemoryProfiler.Tests.Collecting;

namespace MemoryProfiler.Tests.Copies;

/// <summary>Another copy of the library, as this one sees it: a delegate in the process's list.</summary>
public sealed class OtherCopiesTests : IDisposable
{
    readonly List<string> _asked = [];
    readonly Func<string, object?, object?> _other;
    readonly List<WeakReference<Func<string, object?, object?>>> _all;
    readonly WeakReference<Func<string, object?, object?>> _mine;
    object? _figures;
    long _told;

    public OtherCopiesTests()
    {
        MemoryReport.Reset();
        _other = Answer;
        _mine = new(_other);
        _all = (List<WeakReference<Func<string, object?, object?>>>)AppContext.GetData("MemoryProfiler.Copies")!;
        Change(() => _all.Add(_mine));
    }

    [Fact]
    public void A_report_has_the_figures_of_another_copy_and_a_reset_is_told_to_it()
    {
        _figures = PackedFigures.Pack(CopyFiguresTests.Figures());

        var report = MemoryReport.Capture();
        MemoryReport.Reset();

        report.Methods.Single(method => method.Assembly == "PlugIn").ShouldBe(CopyFiguresTests.Figures().Methods[0]);
        report.Notes.ShouldContain("Over its limit: a call of Work.Go() allocated 60 B, more than its limit of 50 B.");
        report.Notes.ShouldContain("Not profiled (Work.cs:9): MPR001: it has no body.");
        report.Notes.Count(note => note.StartsWith("3 calls were not recorded,", StringComparison.Ordinal)).ShouldBe(1);
        _asked.Where(question => question != CopyQuestion.TakeOut).ShouldBe([CopyQuestion.Figures, CopyQuestion.Reset]);
    }

    [Fact]
    public void What_an_unloaded_copy_left_is_in_reports_until_a_reset()
    {
        lock (OtherCopies.Gate)
            OtherCopies.LeftFigures = PackedFigures.Pack(CopyFiguresTests.Figures());

        MemoryReport.Capture().Methods.Count(method => method.Assembly == "PlugIn").ShouldBe(1);
        MemoryReport.Reset();

        MemoryReport.Capture().Methods.Count(method => method.Assembly == "PlugIn").ShouldBe(0);
    }

    [Fact]
    public void What_another_copy_allocates_for_itself_is_on_no_line()
    {
        WorksForAnotherCopy();

        var method = MemoryReport.Capture().Method("OtherCopiesTests.WorksForAnotherCopy()");
        method.AllocatedBytes.ShouldBe(1_024);
        method.Line("GC.KeepAlive(OfOther").AllocatedBytes.ShouldBe(0);
        method.Line("GC.KeepAlive(OfProgram").AllocatedBytes.ShouldBe(1_024);
    }

    [Fact]
    public void What_this_copy_allocates_for_itself_is_told_to_the_other_to_the_byte()
    {
        MemoryReport.Capture();
        _told = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();

        var report = MemoryReport.Capture();

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(report);
        _told.ShouldBe(allocated);
    }

    public void Dispose()
    {
        Change(() => _all.Remove(_mine));
        GC.KeepAlive(_other);
    }

    [Profile]
    void WorksForAnotherCopy()
    {
        GC.KeepAlive(OfOther());
        GC.KeepAlive(OfProgram());
    }

    // As the other copy does it: it says what it has allocated.
    byte[] OfOther()
    {
        var block = new byte[5_000];
        Ask(CopyQuestion.TakeOut, _tellsOfBlock);
        return block;
    }

    static byte[] OfProgram() => new byte[1_000];

    readonly long[] _tellsOfBlock = [5_024];

    object? Answer(string question, object? argument)
    {
        if (question == CopyQuestion.TakeOut)
            _told += ((long[])argument!)[0];
        else
            _asked.Add(question);
        return question == CopyQuestion.Figures ? _figures : null;
    }

    void Change(Action change)
    {
        lock (OtherCopies.Gate)
            change();
        Ask(CopyQuestion.Changed, null);
    }

    void Ask(string question, object? argument)
    {
        for (var i = 0; i < _all.Count; i++)
        {
            if (_all[i] != _mine && _all[i].TryGetTarget(out var ask))
                ask(question, argument);
        }
    }
}
