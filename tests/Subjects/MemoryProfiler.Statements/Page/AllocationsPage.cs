using System.Globalization;
using MemoryProfiler.Statements.Measuring;

namespace MemoryProfiler.Statements.Page;

/// <summary>The page: what surprises in words, then all statements by group.</summary>
static class AllocationsPage
{
    static readonly int[] Runtimes = [8, 9, 10, 11];

    /// <summary>Writes it.</summary>
    public static void Write(string folder, TextWriter output)
    {
        var runs = new Runs(folder);
        var statements = Statement.All.Where(statement => !statement.IsAsync).Select(statement => statement.Name).ToArray();
        var async = Statement.All.Where(statement => statement.IsAsync).Select(statement => statement.Name).ToArray();
        output.Write(string.Create(CultureInfo.InvariantCulture, $"""
            # What statements allocate

            {statements.Length + async.Length} statements of C#, each in a process of its own, on linux-x64 with {runs.Versions}. `eng/allocations.sh` makes this page.

            - **First call**: with what is used for the first time, in a program without the profiler.
            - **Unoptimised**: the second call, of code that is not optimised yet. A debug build has these bytes for good.
            - **Hot**: after 800 calls, optimised. Many objects that do not leave a method are then on the stack, and cost 0.
            - **NativeAOT**: the second call of a native build of .NET 10.

            One figure is that of all four runtimes; otherwise each stands with its versions. `≈` marks a mean of calls that were not
            all the same. All are bytes. What begins with a capital letter and is declared nowhere is a static field or method:
            `Seven` and `Three` are numbers, `Numbers` and `List` have a hundred each, `Sum` is a `long` and `Kept` an `object`.

            ## What surprises


            """));
        foreach (var sentence in Surprises.Of(runs, statements))
            output.WriteLine($"- {sentence}");
        output.WriteLine();
        foreach (var group in statements.GroupBy(statement => statement.Split('.')[0]))
            WriteGroup(group, runs, output);
        WriteAsync(async, runs, output);
        Agreement.Write(runs, Runtimes, statements, async, output);
    }

    static void WriteGroup(IGrouping<string, string> group, Runs runs, TextWriter output)
    {
        output.WriteLine($"## {Words(group.Key)}\n");
        output.WriteLine("| | statement | first call | unoptimised | hot | NativeAOT |");
        output.WriteLine("|---|---|---:|---:|---:|---:|");
        foreach (var statement in group)
        {
            output.WriteLine($"| {Words(statement)} | {Source(runs, statement)} | " +
                $"{Cells(runs, statement, figures => Cell.Of(figures?.First))} | {Cells(runs, statement, figures => Cell.Of(figures?.Unoptimised))} | " +
                $"{Cells(runs, statement, Cell.Hot)} | {Cell.Of(runs["native-10", statement]?.Unoptimised) ?? "it throws"} |");
        }
        output.WriteLine();
    }

    static void WriteAsync(IReadOnlyList<string> statements, Runs runs, TextWriter output)
    {
        output.WriteLine("""
            ## Async methods

            Bytes of the whole process for each awaited call, hot. An async method calls each through a delegate, so a task is made of it
            in every build; what it awaits itself can do without. *Runtime async* is what .NET 11 makes of the same source without
            state machines: the compiler's `Features` with `runtime-async=on`.

            | | statement | state machine | runtime async (11) |
            |---|---|---:|---:|
            """);
        foreach (var statement in statements)
            output.WriteLine($"| {Words(statement)} | {Source(runs, statement)} | {Cells(runs, statement, Mean)} | {Mean(runs["runtime-async-11", statement])} |");
        output.WriteLine();
    }

    /// <summary>A statement's name as words.</summary>
    public static string Words(string statement) => statement[(statement.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('_', ' ');

    static string Source(Runs runs, string statement) =>
        $"`{runs["woven-10", statement]?.Text.Replace("Given.", "", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)}`";

    static string Cells(Runs runs, string statement, Func<Figures?, string?> figure) =>
        Cell.Of(Runtimes.Select(runtime => (runtime, figure(runs[$"plain-{runtime}", statement]))));

    static string? Mean(Figures? figures) => figures?.Hot.ToString("N0", CultureInfo.InvariantCulture);
}
