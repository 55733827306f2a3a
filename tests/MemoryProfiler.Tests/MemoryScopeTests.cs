using System.Runtime.CompilerServices;
using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests;

public sealed class MemoryScopeTests
{
    const int BytesOfOneArray = 1_024;

    public MemoryScopeTests() => MemoryReport.Reset();

    [Fact]
    public void A_scope_is_an_entry_of_the_report_with_its_bytes_and_the_place_of_its_enter()
    {
        Allocate("plain", 1_000);
        Allocate("plain", 3_000);
        var scope = Profile("plain");
        scope.FullName.ShouldBe("plain");
        scope.File.ShouldBe("MemoryScopeTests.cs");
        scope.Calls.ShouldBe(2);
        scope.AllocatedBytes.ShouldBe(1_024 + 3_024);
        scope.SelfAllocatedBytes.ShouldBe(1_024 + 3_024);
        scope.MinAllocatedBytes.ShouldBe(1_024);
        scope.MaxAllocatedBytes.ShouldBe(3_024);
        var line = scope.Lines.ShouldHaveSingleItem();
        line.LineNumber.ShouldBe(scope.FirstLine);
        line.Text.ShouldBe("MemoryScope.Enter(\"plain\")");
        line.Occurrences.ShouldBe(2);
        line.AllocatedBytes.ShouldBe(1_024 + 3_024);
        line.IsExact.ShouldBeTrue();
    }

    [Fact]
    public void The_table_of_a_scope()
    {
        Allocate("import orders", 1_000);
        var scope = Profile("import orders");
        // The working set is the process's and differs from run to run.
        var line = scope.Lines[0] with { LineNumber = 12, WorkingSetBytes = null, WorkingSetIncrementBytes = null };
        var report = SampleReports.Orders with
        {
            Methods = [scope with { FirstLine = 12, File = "Import/Orders.cs", WorkingSetIncrementBytes = null, Lines = [line] }],
            Notes = [],
        };
        report.ToString().ShouldBeApproved();
    }

    [Fact]
    public void Scopes_of_one_name_are_one_entry_wherever_it_is_entered()
    {
        using (MemoryScope.Enter("shared", "First.cs", 3))
            GC.KeepAlive(new byte[1_000]);
        using (MemoryScope.Enter(new string("shared"), "Second.cs", 4))
            GC.KeepAlive(new byte[2_000]);
        var scope = Profile("shared");
        scope.File.ShouldBe("First.cs");
        scope.FirstLine.ShouldBe(3);
        scope.Calls.ShouldBe(2);
        scope.AllocatedBytes.ShouldBe(1_024 + 2_024);
    }

    [Fact]
    public void A_million_scopes_allocate_nothing()
    {
        var otherObject = new string("many");
        Many(1, "many", otherObject);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Many(500_000, "many", otherObject);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        var scope = Profile("many");
        scope.Calls.ShouldBe(1_000_002);
        scope.AllocatedBytes.ShouldBe(0);
    }

    [Fact]
    public void The_first_use_of_a_name_costs_the_scopes_around_it_nothing()
    {
        using (MemoryScope.Enter("around a new name"))
        {
            using (MemoryScope.Enter("a new name"))
            {
            }
        }
        Profile("around a new name").AllocatedBytes.ShouldBe(0);
        Profile("a new name").AllocatedBytes.ShouldBe(0);
    }

    [Fact]
    public void The_first_scope_of_a_thread_costs_nothing_either()
    {
        var thread = new Thread(() => Allocate("new thread", 1_000));
        thread.Start();
        thread.Join();
        Profile("new thread").AllocatedBytes.ShouldBe(BytesOfOneArray);
    }

    [Fact]
    public void Of_scopes_inside_each_other_the_outer_one_has_all_bytes_and_its_own()
    {
        using (MemoryScope.Enter("outer"))
        {
            GC.KeepAlive(new byte[1_000]);
            Allocate("inner", 2_000);
            GC.KeepAlive(new byte[1_000]);
        }
        Profile("outer").AllocatedBytes.ShouldBe(2_024 + (2 * BytesOfOneArray));
        Profile("outer").SelfAllocatedBytes.ShouldBe(2 * BytesOfOneArray);
        Profile("inner").AllocatedBytes.ShouldBe(2_024);
    }

    [Fact]
    public void A_scope_inside_one_of_the_same_name_counts_its_bytes_once()
    {
        Recurse(3);
        var scope = Profile("recursive");
        scope.Calls.ShouldBe(4);
        scope.AllocatedBytes.ShouldBe(4 * BytesOfOneArray);
        scope.SelfAllocatedBytes.ShouldBe(4 * BytesOfOneArray);
        scope.MinAllocatedBytes.ShouldBe(BytesOfOneArray);
        scope.MaxAllocatedBytes.ShouldBe(4 * BytesOfOneArray);
        scope.Lines[0].AllocatedBytes.ShouldBe(4 * BytesOfOneArray);
    }

    [Fact]
    public void A_woven_line_that_calls_a_scope_has_its_bytes_but_not_as_its_own()
    {
        CallsScope();
        var method = Profile($"{nameof(MemoryScopeTests)}.{nameof(CallsScope)}()");
        method.AllocatedBytes.ShouldBe(2 * BytesOfOneArray);
        method.SelfAllocatedBytes.ShouldBe(BytesOfOneArray);
        Line(method, "Allocate(").AllocatedBytes.ShouldBe(BytesOfOneArray);
        Line(method, "Allocate(").SelfAllocatedBytes.ShouldBe(0);
        Profile("called by a woven line").SelfAllocatedBytes.ShouldBe(BytesOfOneArray);
    }

    [Fact]
    public void Woven_lines_inside_a_block_keep_their_bytes_and_the_scope_has_them_as_its_own()
    {
        HasBlock();
        var method = Profile($"{nameof(MemoryScopeTests)}.{nameof(HasBlock)}()");
        var scope = Profile("block");
        method.AllocatedBytes.ShouldBe(1_024 + 2_024 + 3_024 + 4_024);
        method.SelfAllocatedBytes.ShouldBe(1_024 + 4_024);
        Line(method, "// first").AllocatedBytes.ShouldBe(2_024);
        Line(method, "// first").SelfAllocatedBytes.ShouldBe(0);
        Line(method, "// second").AllocatedBytes.ShouldBe(3_024);
        Line(method, "// after").SelfAllocatedBytes.ShouldBe(4_024);
        scope.AllocatedBytes.ShouldBe(2_024 + 3_024);
        scope.SelfAllocatedBytes.ShouldBe(2_024);
        Profile($"{nameof(MemoryScopeTests)}.{nameof(Woven)}(int length)").SelfAllocatedBytes.ShouldBe(3_024);
    }

    [Fact]
    public void A_woven_method_inside_a_scope_has_its_bytes_as_its_own_and_the_scope_includes_them()
    {
        using (MemoryScope.Enter("around woven"))
        {
            GC.KeepAlive(new byte[1_000]);
            Woven(2_000);
        }
        Profile("around woven").AllocatedBytes.ShouldBe(1_024 + 2_024);
        Profile("around woven").SelfAllocatedBytes.ShouldBe(1_024);
        Profile($"{nameof(MemoryScopeTests)}.{nameof(Woven)}(int length)").SelfAllocatedBytes.ShouldBe(2_024);
    }

    [Fact]
    public void An_exception_that_leaves_the_block_ends_the_scope()
    {
        Should.Throw<InvalidOperationException>(() => Throws());
        // The exception and its stack trace are the block's as well; how big they are is the runtime's affair.
        var thrown = Profile("throws").AllocatedBytes;
        GC.KeepAlive(new byte[5_000]);
        Profile("throws").AllocatedBytes.ShouldBe(thrown);
        Allocate("throws", 1_000);
        var scope = Profile("throws");
        scope.Calls.ShouldBe(2);
        scope.AllocatedBytes.ShouldBe(thrown + BytesOfOneArray);
        scope.MinAllocatedBytes.ShouldBe(BytesOfOneArray);
        scope.MaxAllocatedBytes.ShouldBe(thrown);
    }

    [Fact]
    public void A_running_scope_is_included_up_to_now_in_the_block_of_a_woven_method_too()
    {
        var report = ReportsInsideBlock();
        var scope = Profile("running", report);
        scope.Calls.ShouldBe(1);
        scope.AllocatedBytes.ShouldBe(BytesOfOneArray);
        scope.MaxAllocatedBytes.ShouldBe(BytesOfOneArray);
        var method = Profile($"{nameof(MemoryScopeTests)}.{nameof(ReportsInsideBlock)}()", report);
        method.AllocatedBytes.ShouldBe(2 * BytesOfOneArray);
        method.SelfAllocatedBytes.ShouldBe(BytesOfOneArray);
    }

    [Fact]
    public void After_a_reset_a_running_scope_counts_from_there()
    {
        using (MemoryScope.Enter("reset"))
        {
            GC.KeepAlive(new byte[5_000]);
            MemoryReport.Reset();
            GC.KeepAlive(new byte[1_000]);
        }
        Profile("reset").Calls.ShouldBe(0);
        Profile("reset").AllocatedBytes.ShouldBe(BytesOfOneArray);
        MemoryReport.Reset();
        MemoryReport.Capture().Methods.ShouldNotContain(method => method.Name == "reset");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_scope_without_a_name_is_recorded_as_unnamed(string? name)
    {
        Allocate(name!, 1_000);
        Profile("(unnamed)").AllocatedBytes.ShouldBe(BytesOfOneArray);
    }

    static void Allocate(string name, int length)
    {
        using (MemoryScope.Enter(name))
            GC.KeepAlive(new byte[length]);
    }

    static void Many(int count, string name, string sameNameOfAnotherObject)
    {
        for (var i = 0; i < count; i++)
        {
            using (MemoryScope.Enter(name))
            {
            }
            MemoryScope.Enter(sameNameOfAnotherObject);
            MemoryScope.Exit(name);
        }
    }

    static void Recurse(int depth)
    {
        using (MemoryScope.Enter("recursive"))
        {
            GC.KeepAlive(new byte[1_000]);
            if (depth > 0)
                Recurse(depth - 1);
        }
    }

    static void Throws()
    {
        using (MemoryScope.Enter("throws"))
        {
            GC.KeepAlive(new byte[1_000]);
            throw new InvalidOperationException("boom");
        }
    }

    [Profile]
    static void CallsScope()
    {
        GC.KeepAlive(new byte[1_000]);
        Allocate("called by a woven line", 1_000);
    }

    [Profile]
    static void HasBlock()
    {
        GC.KeepAlive(new byte[1_000]);
        using (MemoryScope.Enter("block"))
        {
            GC.KeepAlive(new byte[2_000]); // first
            Woven(3_000); // second
        }
        GC.KeepAlive(new byte[4_000]); // after
    }

    [Profile]
    static ProfileReport ReportsInsideBlock()
    {
        GC.KeepAlive(new byte[1_000]);
        using (MemoryScope.Enter("running"))
        {
            GC.KeepAlive(new byte[1_000]);
            return MemoryReport.Capture();
        }
    }

    [Profile]
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Woven(int length) => GC.KeepAlive(new byte[length]);

    static MethodProfile Profile(string name, ProfileReport? report = null) =>
        (report ?? MemoryReport.Capture()).Methods.Single(method => method.Name == name);

    static LineProfile Line(MethodProfile method, string text) =>
        method.Lines.First(line => line.Text.Contains(text, StringComparison.Ordinal));
}
