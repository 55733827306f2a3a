using System.Globalization;
using MemoryProfiler.Statements.Measuring;

namespace MemoryProfiler.Statements.Page;

/// <summary>What a reader of the tables would not have guessed, in sentences with the figures of the runs.</summary>
static class Surprises
{
    /// <summary>The sentences.</summary>
    public static IEnumerable<string> Of(Runs runs, IReadOnlyList<string> statements)
    {
        Figures On(string build, string statement) => runs[build, statement] ?? throw new InvalidOperationException($"{build} has no figures of {statement}.");
        string Hot(string build, string statement) => Cell.Hot(On(build, statement))!;

        var colder = Among("plain-10", figures => figures.Least != figures.Unoptimised);
        yield return $"**A line of release code has two figures.** {colder.Count} of {statements.Count} statements have hot another figure than unoptimised on .NET 10: {Names(colder)}.";

        var debug = statements.Where(statement => On("debug-10", statement).Unoptimised != On("plain-10", statement).Unoptimised).ToArray();
        yield return $"A debug build has the unoptimised figure in every call{(debug.Length == 0 ? "." : $", but for {Names(debug)}, where the compiler itself writes other code.")}";

        var pgo = statements.Where(statement => On("plain-10-without-pgo", statement).Least != On("plain-10", statement).Least).ToArray();
        yield return $"**Some need dynamic PGO**, the runtime's own watching of what a program does: with `DOTNET_TieredPGO=0` these are not what they are hot on .NET 10: {Names(pgo, statement => $"{Hot("plain-10-without-pgo", statement)} instead of {Hot("plain-10", statement)}")}.";

        yield return $"**Delegates are 8 bytes smaller on .NET 11**: a group of an instance method takes {Hot("plain-10", "Delegates.Group_of_an_instance_method")} B on .NET 10 and {Hot("plain-11", "Delegates.Group_of_an_instance_method")} B on .NET 11.";

        yield return $"**Waiting for a lock allocates on .NET 11**: entering one that another thread holds, with the lock object's own 24 B, takes {Hot("plain-10", "Threads.Lock_that_another_thread_holds")} B on .NET 10 and {Hot("plain-11", "Threads.Lock_that_another_thread_holds")} B on .NET 11, at the first contention of each object.";

        yield return $"**The first `dynamic` of a process** takes {Cell.Of(On("plain-10", "Boxes.Dynamic").First)} B, each later one {Hot("plain-10", "Boxes.Dynamic")} B.";

        var first = statements.Where(statement => statement != "Boxes.Dynamic").OrderByDescending(statement => On("plain-10", statement).First - On("plain-10", statement).Unoptimised).Take(10).ToArray();
        yield return $"Other first uses that take much, on .NET 10: {Names(first, statement => $"{Cell.Of(On("plain-10", statement).First)} B, then {Cell.Of(On("plain-10", statement).Unoptimised)} B")}.";

        yield return $"**Without a state machine** (.NET 11, runtime async) a call that does not suspend costs nothing where a larger number is returned ({Mean("runtime-async-11", "AsyncMethods.Larger_number_at_once")} B for {Mean("plain-11", "AsyncMethods.Larger_number_at_once")}), and ten methods deep {Mean("runtime-async-11", "AsyncMethods.Ten_deep_and_one_Yield")} B for {Mean("plain-11", "AsyncMethods.Ten_deep_and_one_Yield")}; but a method of which a task must be made takes {Mean("runtime-async-11", "AsyncMethods.One_Yield")} B for {Mean("plain-11", "AsyncMethods.One_Yield")} at one `Task.Yield()`, and a pooled `ValueTask` {Mean("runtime-async-11", "AsyncMethods.Pooled_ValueTask_and_one_Yield")} B for {Mean("plain-11", "AsyncMethods.Pooled_ValueTask_and_one_Yield")}.";

        var native = statements.Where(statement => runs["native-10", statement] is { } figures && figures.Unoptimised > On("plain-10", statement).Least).ToArray();
        yield return $"**A native build has more than the JIT's hot code** in {native.Length} of the statements, as it knows less of what a program does.";

        List<string> Among(string build, Func<Figures, bool> condition) => [.. statements.Where(statement => condition(On(build, statement)))];
        string Mean(string build, string statement) => On(build, statement).Hot.ToString("N0", CultureInfo.InvariantCulture);
    }

    static string Names(IEnumerable<string> statements, Func<string, string>? figures = null) => string.Join(", ", statements.Select(statement =>
        $"*{AllocationsPage.Words(statement)}*{(figures is null ? "" : $" ({figures(statement)})")}"));
}
