using System.Reflection;
using MemoryProfiler.Collecting;
using MemoryProfiler.Methods;
using MemoryProfiler.Methods.Maps;

namespace MemoryProfiler.Tests.Collecting;

public sealed class ReportNotesTests
{
    readonly ReportNotes _notes = new();

    [Fact]
    public void What_was_never_called_and_what_was_not_called_since_a_reset_are_told_apart()
    {
        _notes.AddNotCalled(Method("Shop.Sell()", "Shop.cs", 3), wasCalled: false);
        _notes.AddNotCalled(Method("Shop.Open()", "Shop.cs", 9), wasCalled: true);
        _notes.AddNotCalled(Method("Till.Count()", "Till.cs", 5), wasCalled: false);

        _notes.ToArray().ShouldBe(
        [
            "Never called: Shop.Sell() (Shop.cs:3), Till.Count() (Till.cs:5). Call what you want to see before the report, or take [Profile] off.",
            "Not called since MemoryReport.Reset(): Shop.Open() (Shop.cs:9). Call what you want to see after it.",
        ]);
    }

    [Fact]
    public void Where_nothing_is_marked_the_mend_is_named()
    {
        _notes.AddNothingMarked();

        _notes.ToArray().ShouldBe(["Nothing was recorded, as nothing is marked: no assembly that is loaded has a method with [Profile] or one that MemoryProfilerInclude names. Mark one, and build again."]);
    }

    [Fact]
    public void A_program_of_one_file_that_was_not_woven_is_told_what_to_write_into_it() =>
        WeaverMend.For("app", "/code/app.cs").ShouldBe(
            $"app.cs must name the weaver: #:package MemoryProfiler.Fody@{typeof(ProfileAttribute).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]}. If it does, its build switched weaving off: take out MemoryProfilerEnabled=false or DisableFody=true, and build again.");

    [Fact]
    public void Offsets_are_not_shown_as_lines()
    {
        _notes.AddNotCalled(Method("Cart.Add()", "Shop.dll", 0) with { BodyToken = 0x06000001 }, wasCalled: false);
        _notes.AddCastGrowth(new SourceLine("Cart.Add()", "Shop.Cart.Add()", "Shop.dll", 26, "", IsOffset: true), 24_624);

        _notes.ToArray().ShouldBe(
        [
            "The runtime's table of casts grew meanwhile: 24,624 B of Shop.dll:IL_001a in Cart.Add() seem to be its and not the program's. It grows a few times in a process at most, in some runs on one line and in others on another.",
            "Never called: Cart.Add() (Shop.dll). Call what you want to see before the report, or take [Profile] off.",
        ]);
    }

    static MappedMethod Method(string name, string file, int line) => new(name, name, file, [new MappedLine(line, "")], [0], [], 1, [], null);
}
