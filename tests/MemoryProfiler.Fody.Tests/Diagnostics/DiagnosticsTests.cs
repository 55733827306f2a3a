using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Methods.Maps;
using MemoryProfiler.Weaving.Diagnostics;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Diagnostics;

public class DiagnosticsTests
{
    const string Faulty = "MemoryProfiler.Constructs.Faulty";

    // MethodImplAttributes.Async, which Cecil does not name.
    const MethodImplAttributes RuntimeAsync = (MethodImplAttributes)0x2000;

    static readonly Lazy<IReadOnlyList<WeavingDiagnostic>> _all = new(() =>
    {
        using var module = WovenFile.Read(WovenFile.Input(Faulty));
        return WovenFile.Weave(module).Diagnostics;
    });

    [Theory]
    [InlineData("Marks.cs:11", "MPR001: Marks.Abstract(int value) has no body to profile (abstract). Mark what implements or calls it instead.")]
    [InlineData("Marks.cs:38", "MPR001: Marks.Extern() has no body to profile (extern). Mark what implements or calls it instead.")]
    [InlineData("IMarked.cs:6", "MPR001: IMarked.Name.get has no body to profile (a member of an interface). Mark what implements or calls it instead.")]
    [InlineData("IMarked.cs:9", "MPR001: IMarked.Act(string how) has no body to profile (a member of an interface). Mark what implements or calls it instead.")]
    [InlineData("Marks.cs:8", "MPR005: Marks.FieldLike.add has no line of source to profile. Take [Profile] off, or mark a member whose body you wrote.")]
    [InlineData("Marks.cs:8", "MPR005: Marks.FieldLike.remove has no line of source to profile. Take [Profile] off, or mark a member whose body you wrote.")]
    [InlineData("Marks.cs:15", "MPR006: [Profile(MaxAllocated)] of Marks.BadSize(): \"10 XB\" is not a size: write a number and a unit (B, KB, KiB, MB, MiB, GB, GiB, TB or TiB, where 1 KB is 1,024 bytes), for example \"64 KB\".")]
    [InlineData("Marks.cs:24", "MPR006: [MaxAllocation] of Marks.BadLimit(): \"5 furlongs\" is not a size: write a number and a unit (B, KB, KiB, MB, MiB, GB, GiB, TB or TiB, where 1 KB is 1,024 bytes), for example \"64 KB\".")]
    [InlineData("Marks.cs:27", "MPR006: [MaxAllocation] of Marks.NegativeLimit(): \"-1 B\" is not a size: write a number and a unit (B, KB, KiB, MB, MiB, GB, GiB, TB or TiB, where 1 KB is 1,024 bytes), for example \"64 KB\".")]
    [InlineData("Marks.cs:30", "MPR011: [MaxAllocation] of Marks.AsyncVoid() is not checked, as an async void method has no task to fail; the report names calls over it. Return a task.")]
    [InlineData("Marks.cs:34", "MPR001: Marks.AbstractLimit() has no body to profile (abstract). Mark what implements or calls it instead.")]
    [InlineData("Marks.cs:40", "MPR006: [Profile(BreakAbove)] of Marks.BadBreakSize(): \"much\" is not a size: write a number and a unit (B, KB, KiB, MB, MiB, GB, GiB, TB or TiB, where 1 KB is 1,024 bytes), for example \"64 KB\".")]
    public void A_wrong_mark_is_named_with_its_place_and_its_mend(string place, string message) =>
        _all.Value.Select(Text).ShouldContain($"{place} {message}");

    [Fact]
    public void Marks_that_are_right_get_no_message_of_the_build() => _all.Value.Count.ShouldBe(12);

    [Fact]
    public void Only_a_bad_size_in_a_mark_is_an_error_of_the_build() =>
        _all.Value.Where(diagnostic => diagnostic.IsError).Select(diagnostic => diagnostic.Code).ShouldBe(["MPR006", "MPR006", "MPR006", "MPR006"]);

    [Fact]
    public void A_mark_around_members_without_a_body_says_nothing_of_them() =>
        _all.Value.ShouldAllBe(diagnostic => !diagnostic.Message.Contains("MarkedAround"));

    [Fact]
    public void A_bad_size_leaves_the_method_profiled()
    {
        using var module = WovenFile.Read(WovenFile.Input(Faulty));
        // BadSize, GoodSize, BadLimit, NegativeLimit, AsyncVoid, BadBreakSize, GoodBreakSize, and the one written body of the marked type.
        WovenFile.Weave(module).MethodCount.ShouldBe(8);
    }

    [Fact]
    public void A_limit_of_the_working_set_is_told_when_the_assembly_registers()
    {
        using var module = WovenFile.Read(WovenFile.Input(Faulty));
        WovenFile.Weave(module);

        var told = module.Types.Single(type => type.Name == "<MemoryProfiler>").Methods.Single(method => method.IsConstructor).Body.Instructions
            .Where(instruction => instruction.Operand is MethodReference { Name: "BreakAbove" }).ToList();
        told.ShouldHaveSingleItem().Previous.Operand.ShouldBe(1_572_864L);
    }

    [Fact]
    public void Without_symbols_one_message_names_all_methods()
    {
        using var module = WovenFile.Read(WovenFile.Input(Faulty), symbols: false);
        var result = WovenFile.Weave(module);
        result.MethodCount.ShouldBe(0);
        result.Diagnostics.Where(diagnostic => diagnostic.Code == "MPR002").ShouldHaveSingleItem().ToString().ShouldBe(
            "MPR002: MarkedAround.Counted(), MarkedAround.MarkedAround(), Marks.FieldLike.add, Marks.FieldLike.remove, Marks.BadSize(), Marks.GoodSize(), Marks.BadLimit(), Marks.NegativeLimit(), Marks.AsyncVoid(), Marks.BadBreakSize(), Marks.GoodBreakSize(): cannot be profiled, as the assembly has no debug symbols that can be read. Set <DebugType>portable</DebugType> or embedded in the project.");
    }

    [Fact]
    public void Without_symbols_each_note_of_the_report_names_its_method()
    {
        using var module = WovenFile.Read(WovenFile.Input(Faulty), symbols: false);
        WovenFile.Weave(module);
        using var map = module.Resources.OfType<EmbeddedResource>().Single(resource => resource.Name == "MemoryProfiler.Map").GetResourceStream();

        string[] names = ["MarkedAround.Counted()", "MarkedAround.MarkedAround()", "Marks.FieldLike.add", "Marks.FieldLike.remove", "Marks.BadSize()", "Marks.GoodSize()", "Marks.BadLimit()", "Marks.NegativeLimit()", "Marks.AsyncVoid()", "Marks.BadBreakSize()", "Marks.GoodBreakSize()"];
        MethodMap.Read(map).Skipped.Select(skipped => skipped.Reason).Where(reason => reason.StartsWith("MPR002", StringComparison.Ordinal)).ShouldBe(
            names.Select(name => $"MPR002: {name} cannot be profiled, as the assembly has no debug symbols that can be read. Set <DebugType>portable</DebugType> or embedded in the project."));
    }

    [Fact]
    public void Without_symbols_nothing_is_added_to_a_body()
    {
        using var module = WovenFile.Read(WovenFile.Input(Faulty), symbols: false);
        WovenFile.Weave(module);
        module.GetType(Faulty + ".Marks").Methods.Single(method => method.Name == "GoodSize").Body.Instructions.Count.ShouldBe(2);
    }

    [Fact]
    public void A_tail_call_stays_one_and_its_activation_ends_before_it()
    {
        using var module = HandMade.Module(out var method);
        var il = method.Body.GetILProcessor();
        il.Emit(OpCodes.Tail);
        il.Emit(OpCodes.Call, method);
        il.Emit(OpCodes.Ret);
        HandMade.Points(method, 0);

        var result = WovenFile.Weave(module);

        result.MethodCount.ShouldBe(1);
        result.Diagnostics.ShouldBeEmpty();
        method.Body.HasExceptionHandlers.ShouldBeFalse();
        var tail = method.Body.Instructions.Single(i => i.OpCode == OpCodes.Tail);
        ((MethodReference)tail.Previous.Operand).Name.ShouldBe("Exit");
        tail.Next.Operand.ShouldBe(method);
        tail.Next.Next.OpCode.ShouldBe(OpCodes.Ret);
    }

    [Fact]
    public void A_method_of_the_runtimes_own_async_that_returns_no_task_is_left_alone()
    {
        using var module = WovenFile.Read(WovenFile.Input(Faulty));
        var method = module.GetType(Faulty + ".Marks").Methods.Single(m => m.Name == "GoodSize");
        method.ImplAttributes |= RuntimeAsync;

        var result = WovenFile.Weave(module);

        result.Diagnostics.Where(diagnostic => diagnostic.Code == "MPR003").Select(Text).ShouldHaveSingleItem().ShouldBe(
            "Marks.cs:21 MPR003: Marks.GoodSize() is compiled for the runtime's own async in a form that no compiler writes; it is left as it is. Mark the methods it calls.");
        method.Body.Instructions.Count.ShouldBe(2);
        // Bad sizes of three marks, the other good ones, AsyncVoid, and the one written body of the marked type.
        result.MethodCount.ShouldBe(7);
    }

    [Theory]
    [InlineData("AsyncStateMachineAttribute")]
    [InlineData("IteratorStateMachineAttribute")]
    [InlineData("AsyncIteratorStateMachineAttribute")]
    [InlineData("AnotherStateMachineAttribute")]
    public void A_state_machine_of_another_make_is_left_alone(string attribute)
    {
        using var module = HandMade.Module(out var method);
        method.Body.GetILProcessor().Emit(OpCodes.Ret);
        HandMade.Points(method, 0);
        HandMade.MarkStateMachine(method, attribute);

        var result = WovenFile.Weave(module);

        result.MethodCount.ShouldBe(0);
        result.Diagnostics.ShouldHaveSingleItem().ToString().ShouldBe(
            "MPR004: HandMade.Run() has a state machine that is not recognised; it is left as it is. Mark the methods it calls.");
        method.Body.Instructions.Count.ShouldBe(1);
        method.DeclaringType.Fields.ShouldBeEmpty();
    }

    [Fact]
    public void A_module_without_marks_is_not_touched()
    {
        using var module = HandMade.Module(out var method);
        method.CustomAttributes.Clear();
        WovenFile.Weave(module).MethodCount.ShouldBe(0);
        module.Types.ShouldAllBe(type => type.Name != "<MemoryProfiler>");
        module.Resources.ShouldBeEmpty();
    }

    static string Text(WeavingDiagnostic diagnostic) =>
        diagnostic.Location is { } at ? $"{Path.GetFileName(at.File)}:{at.Line} {diagnostic}" : diagnostic.ToString();
}
