using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Weaving;

namespace MemoryProfiler.Fody.Tests.Bodies;

/// <summary>What the F# compiler has put into its callers is never called: the build says so, with the mend.</summary>
public class InlinedFunctionsTests
{
    const string Source = """
        module Work
        open System
        open System.Runtime.CompilerServices
        open MemoryProfiler
        [<Profile>]
        let small (n: int) = Array.zeroCreate<byte> n
        [<Profile; MaxAllocation("100 B")>]
        let limited (n: int) = Array.zeroCreate<byte> (n * 2)
        [<Profile; MethodImpl(MethodImplOptions.NoInlining)>]
        let kept (n: int) = Array.zeroCreate<byte> n
        [<Profile>]
        let large (n: int) =
            let one = Array.zeroCreate<byte> n
            let other = Array.zeroCreate<byte> n
            one.[0] <- 1uy
            other.[0] <- 1uy
            Array.append one other
        [<Profile>]
        let rec deep (n: int) : byte[] = if n = 0 then null else deep (n - 1)
        [<Profile>]
        let nobody (n: int) = [| for i in 0 .. n do for k in 0 .. i do yield Array.zeroCreate<byte> (i * k + n) |]
        type Store(n: int) =
            [<Profile>]
            member _.Load() = Array.zeroCreate<byte> n
            [<Profile>]
            override _.ToString() = String('x', n)
        [<Profile>]
        type Whole(n: int) =
            member _.Load() = Array.zeroCreate<byte> n
            member _.Size = (Array.zeroCreate<byte> n).Length
        let run (n: int) =
            let store = Store(n)
            let whole = Whole(n)
            [ small n; limited n; kept n; large n; deep n; store.Load(); whole.Load() ], whole.Size, store.ToString()
        """;

    [Fact]
    public void A_small_function_that_nothing_calls_any_more_is_named_with_the_mend() =>
        Messages("--optimize+").ShouldBe(
        [
            (6, "MPR013: Work.small(int n) is put into its callers by the F# compiler, as it is small: calls of it are not recorded, and no limit of it is checked. Add [<MethodImpl(MethodImplOptions.NoInlining)>]."),
            (8, "MPR013: Work.limited(int n) is put into its callers by the F# compiler, as it is small: calls of it are not recorded, and no limit of it is checked. Add [<MethodImpl(MethodImplOptions.NoInlining)>]."),
            (24, "MPR013: Work.Store.Load() is put into its callers by the F# compiler, as it is small: calls of it are not recorded, and no limit of it is checked. Add [<MethodImpl(MethodImplOptions.NoInlining)>]."),
            (0, "MPR013: Work.Whole.Load(), Work.Whole.Size.get are put into their callers by the F# compiler, as they are small: calls of them are not recorded, and no limit of them is checked. Add [<MethodImpl(MethodImplOptions.NoInlining)>]."),
        ]);

    [Fact]
    public void Nothing_is_said_of_a_build_without_optimisation() => Messages("--optimize-").ShouldBeEmpty();

    static IEnumerable<(int Line, string Text)> Messages(string option)
    {
        var folder = WovenFile.NewFolder($"Inlined.{option}");
        var path = Path.Combine(folder, "Work.fs");
        File.WriteAllText(path, Source);
        using var module = WovenFile.Read(SdkCompiler.Compile(path, option, "--tailcalls-"));
        return new AssemblyWeaver(module, new WeavingOptions { ProjectDirectory = folder }).Weave().Diagnostics.Select(said => (said.Location?.Line ?? 0, said.ToString()));
    }
}
