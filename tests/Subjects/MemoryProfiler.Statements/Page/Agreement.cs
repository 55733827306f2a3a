using MemoryProfiler.Statements.Measuring;

namespace MemoryProfiler.Statements.Page;

/// <summary>The profiler's table beside the runtime's counter.</summary>
static class Agreement
{
    /// <summary>Writes how many figures agree, and those that do not.</summary>
    public static void Write(Runs runs, IReadOnlyList<int> runtimes, IReadOnlyList<string> statements, IReadOnlyList<string> async, TextWriter output)
    {
        output.WriteLine("""
            ## The table beside the counter

            The figures above were read from the runtime's counter before and after each call, in a build without the profiler. The
            same statements, woven, have these bytes in the profiler's table. A first call is not compared: what the profiler
            used before it is no first use any more. Hot calls whose bytes are not always the same are compared by their least.

            | | figures | equal | others |
            |---|---:|---:|---|
            """);
        foreach (var runtime in runtimes)
        {
            Write($".NET {runtime}, unoptimised", runs, runtime, statements, figures => figures.Unoptimised, output);
            Write($".NET {runtime}, hot", runs, runtime, statements, figures => figures.Least, output);
            Write($".NET {runtime}, async", runs, runtime, async, figures => (long)Math.Round(figures.Hot), output);
        }
    }

    static void Write(string what, Runs runs, int runtime, IReadOnlyList<string> statements, Func<Figures, long> figure, TextWriter output)
    {
        var both = (from statement in statements
                    let plain = runs[$"plain-{runtime}", statement]
                    let woven = runs[$"woven-{runtime}", statement]
                    where plain is not null && woven is not null
                    select (Statement: statement, Plain: figure(plain), Woven: figure(woven))).ToArray();
        var others = both.Where(figures => figures.Plain != figures.Woven)
            .Select(figures => $"{AllocationsPage.Words(figures.Statement)}: {Cell.Of(figures.Woven)} in the table, {Cell.Of(figures.Plain)} counted");
        output.WriteLine($"| {what} | {both.Length} | {both.Count(figures => figures.Plain == figures.Woven)} | {string.Join("; ", others)} |");
    }
}
