using System.Runtime.InteropServices;
using MemoryProfiler.Torture.Work;

namespace MemoryProfiler.Torture.Reporting;

/// <summary>The page with all results.</summary>
static class ResultFile
{
    /// <summary>Writes it.</summary>
    public static void Write(string path, IReadOnlyList<GroupResult> groups, IReadOnlyList<WorkResult> work) => File.WriteAllText(path, $"""
        # Torture

        Every body of real assemblies is rewritten, marked or not, and the result is given to the runtime. Without symbols a
        statement begins where the evaluation stack is empty. Made on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, by

        ```
        dotnet run -c Release --project tests/MemoryProfiler.Torture -- all docs/torture.md
        ```

        ## Whole assemblies

        Each build of an assembly once. "Woven" leaves out the starters of async methods and iterators, whose bodies are their
        state machines', and what the weaver refuses. "Prepared" is what `RuntimeHelpers.PrepareMethod` accepted, at tier 0 and
        with `DOTNET_TieredCompilation=0`; "compiled" is the JIT's own count. Generic methods for which no fitting type argument was
        guessed are not prepared. An assembly with a failure is prepared again without weaving: what fails there too is not the weaver's.
        Assemblies that the weaver leaves alone, such as the core library, on which the profiler stands: {groups.Sum(g => g.Excluded)}.

        {ResultTable.Groups(groups)}
        ## Real work

        The libraries run in one process woven, in another as they are. Afterwards no figure may be below zero and no activation open.
        "Impossible in the report" is a figure below zero, a call above its method's sum, or bytes on a line without an occurrence.
        `csc` is the SDK's C# compiler, woven whole, compiling this weaver with `/deterministic`: its output is assembly and symbols.

        {ResultTable.Work(work)}
        """);
}
