using System.Text.RegularExpressions;
using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Ledger;

namespace MemoryProfiler.Fody.Tests.Constructs;

public partial class ConstructTests
{
    // In optimised code the JIT knows a line only where the evaluation stack is empty or something is called. The compiler
    // leaves these samples' locals on the stack, so that the unwoven exception is put down to the line before; the probe's
    // call, being one, gives the line that threw, as in a debug build. Where the
    // unwoven method begins with a hidden point it even says line 0.
    static readonly string[] _truerWhenWoven =
    [
        "Flow.StackTraceConstructs.ThroughSeveralFrames",
        "Flow.StackTraceConstructs.ArrayTypeMismatch",
        "Flow.StackTraceConstructs.EscapesTheDriver",
        "Flow.StackTraceConstructs.ThroughLambdaAndLocalFunction",
        "Lambdas.LambdaConstructs.Failing",
        "Lambdas.LocalFunctionConstructs.AsyncLocal",
        "Lambdas.LocalFunctionConstructs.LocalIterator",
        "Expressions.ClosureConstructs.MulticastWithException",
    ];

    // The same, where the runtime itself resumes the lambda.
    const string TruerWhenSuspended = "Async.AsyncFailureConstructs.InAnAsyncLambda";

    public static TheoryData<string, Build> Constructs => Samples.InBothBuilds(Samples.Constructs);

    [Fact]
    public void As_many_constructs_are_woven_as_were_written() => Samples.Constructs.Length.ShouldBe(279);

    [Theory, MemberData(nameof(Constructs))]
    public void A_woven_construct_writes_the_same(string construct, Build build)
    {
        var (plain, woven) = Twins(construct, build);
        WithoutAwaitsOfStreams(woven.Output).ShouldBe(WithoutAwaitsOfStreams(plain.Output));
    }

    [Theory, MemberData(nameof(Constructs))]
    public void A_woven_construct_ends_the_same(string construct, Build build)
    {
        var (plain, woven) = Twins(construct, build);
        woven.Ending.ShouldBe(plain.Ending);
    }

    [Theory, MemberData(nameof(Constructs))]
    public void No_figure_is_negative_after_a_construct(string construct, Build build)
    {
        WovenConstructs.Of(build).Run(construct);
        var negative = MemoryReport.Capture().Methods
            .Where(m => m.Calls < 0 || m.AllocatedBytes < 0 || m.SelfAllocatedBytes < 0 || m.MinAllocatedBytes < 0 || m.MaxAllocatedBytes < 0
                || m.Lines.Any(l => l.Occurrences < 0 || l.AllocatedBytes < 0 || l.SelfAllocatedBytes < 0));
        negative.Select(m => m.FullName).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Constructs))]
    public unsafe void No_activation_stays_open_after_a_construct(string construct, Build build)
    {
        WovenConstructs.Of(build).Run(construct);
        var ledger = LedgerRegistry.Current;
        (ledger == null || ledger->Current == ledger->Root).ShouldBeTrue();
    }

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void Weaving_the_constructs_leaves_no_method_out_and_has_no_message(Build build)
    {
        var result = WovenConstructs.Of(build).Result;
        result.Diagnostics.Select(d => $"{d} ({d.Location})").ShouldBeEmpty();
        result.MethodCount.ShouldBe(850);
    }

    [Fact]
    public void Only_lines_of_a_stack_trace_differ_where_weaving_makes_them_true()
    {
        foreach (var construct in _truerWhenWoven)
        {
            var (plain, woven) = WovenConstructs.Of(Build.Release).Run(construct);
            woven.ShouldNotBe(plain);
            WithoutLines(woven).ShouldBe(WithoutLines(plain));
        }
    }

    static (ConstructRun Plain, ConstructRun Woven) Twins(string construct, Build build)
    {
        var runs = WovenConstructs.Of(build).Run(construct);
        return build == Build.Release && (_truerWhenWoven.Contains(construct) || (OtherRuntime.Suspends && construct == TruerWhenSuspended))
            ? (WovenConstructs.Of(Build.Debug).Run(construct).Plain, runs.Woven)
            : runs;
    }

    // Streams stay state machines. The runtime awaits their value tasks in a frame of its own, which is in a trace only if the stream
    // threw before that frame had asked: a matter of time, as when one of the twins is compiled first.
    static string WithoutAwaitsOfStreams(string output) => OtherRuntime.Suspends ? AwaitOfStream().Replace(output, "") : output;

    static ConstructRun WithoutLines(ConstructRun run) => new(Line().Replace(run.Output, ""), Line().Replace(run.Ending, ""));

    [GeneratedRegex(@":\d+\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"^ +at .*IAsyncEnumerator<[^>]*>\.MoveNextAsync:0\r?\n", RegexOptions.Multiline)]
    private static partial Regex AwaitOfStream();
}
