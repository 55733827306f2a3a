using System.Runtime.CompilerServices;
using MemoryProfiler.Ledger;
using MemoryProfiler.Probes;

namespace MemoryProfiler.Tests.Probes.Activations;

/// <summary>Calls so deep that the thread's stack is about to end.</summary>
public sealed unsafe class DeepCallTests
{
    const int Method = 290_001;
    const int Slots = 2;
    const int Beyond = 5;

    [Fact]
    public void Where_the_stack_is_about_to_end_calls_that_need_a_frame_of_their_own_are_not_recorded_and_a_note_says_how_many()
    {
        MemoryReport.Reset();
        var calls = new List<bool>(1_000_000);
        var free = 0;
        var thread = new Thread(() =>
        {
            Probe.Exit(Probe.Enter(Method, Slots));
            // All but the root's.
            free = LedgerRegistry.Current->FrameCount - 1;
            AtTheEnd(() => EnterAll(calls, free + Beyond));
        }, maxStackSize: 1024 * 1024);
        thread.Start();
        thread.Join();

        calls.Count(recorded => recorded).ShouldBe(free);
        calls.Count(recorded => !recorded).ShouldBe(Beyond);
        MemoryReport.Capture().Notes.ShouldContain("5 calls were not recorded, as the thread had too little stack or the machine too little memory left for the profiler's own; the lines that made them have their bytes. Start the thread with a bigger stack (maxStackSize), or mark what the recursion calls in place of it.");
        MemoryReport.Reset();
        MemoryReport.Capture().Notes.ShouldNotContain(note => note.Contains("not recorded", StringComparison.Ordinal));
    }

    [Fact]
    public void The_frames_of_a_thread_grow_by_as_many_as_there_are()
    {
        var counts = new List<int>();
        var thread = new Thread(() =>
        {
            Probe.Exit(Probe.Enter(Method, Slots));
            var first = LedgerRegistry.Current->FrameCount;
            EnterAll([], (4 * first) - 1);
            counts.AddRange([first, LedgerRegistry.Current->FrameCount]);
        });
        thread.Start();
        thread.Join();

        counts[1].ShouldBe(4 * counts[0]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void AtTheEnd(Action run)
    {
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
            AtTheEnd(run);
        else
            run();
        GC.KeepAlive(run);
    }

    static void EnterAll(List<bool> calls, int count)
    {
        var activations = new nint[count];
        for (var i = 0; i < count; i++)
            activations[i] = Probe.Enter(Method, Slots);
        for (var i = count - 1; i >= 0; i--)
        {
            calls.Add(activations[i] != 0);
            Probe.Exit(activations[i]);
        }
    }
}
