using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Reports.Comparing;

public sealed class CompareToTests
{
    [Fact]
    public void A_report_compared_with_itself_has_no_change()
    {
        var comparison = ComparedReports.Before.CompareTo(ComparedReports.Before);

        comparison.Methods.ShouldBeEmpty();
        (comparison.BeforeBytes, comparison.AfterBytes, comparison.ChangeBytes).ShouldBe((97_283, 97_283, 0));
    }

    [Fact]
    public void Methods_come_by_their_largest_increase_then_by_their_largest_decrease()
    {
        var comparison = ComparedReports.Before.CompareTo(ComparedReports.After);

        comparison.Methods.Select(method => ((method.After ?? method.Before)!.Name, method.ChangeBytes))
            .ShouldBe([("OrderImporter.Import(string path)", 91_984), ("Cart.New()", 64), ("Cart.Old()", -4_096)]);
        comparison.Methods[1].Before.ShouldBeNull();
        comparison.Methods[2].After.ShouldBeNull();
        (comparison.BeforeBytes, comparison.AfterBytes, comparison.ChangeBytes).ShouldBe((97_283, 185_235, 87_952));
    }

    [Fact]
    public void A_method_whose_parameters_changed_is_the_same_method()
    {
        var before = Report(Method("Shop.Cart.Fill(int count)", 32));
        var after = Report(Method("Shop.Cart.Fill(int count, bool all)", 48));

        before.CompareTo(after).Methods.ShouldHaveSingleItem().ChangeBytes.ShouldBe(16);
    }

    [Fact]
    public void Overloads_are_told_apart_in_a_comparison()
    {
        var before = Report(Method("Shop.Cart.Fill(int count)", 32), Method("Shop.Cart.Fill(string name)", 64));
        var after = Report(Method("Shop.Cart.Fill(string name)", 65), Method("Shop.Cart.Fill(int count)", 32));

        before.CompareTo(after).Methods.ShouldHaveSingleItem().After!.FullName.ShouldBe("Shop.Cart.Fill(string name)");
    }

    [Fact]
    public void Methods_of_one_name_are_matched_by_their_files()
    {
        var before = Report(Method("Shop.Local.Run()", 32) with { File = "a.cs" }, Method("Shop.Local.Run()", 64) with { File = "b.cs" });
        var after = Report(Method("Shop.Local.Run()", 65) with { File = "b.cs", FirstLine = 7 }, Method("Shop.Local.Run()", 32) with { File = "a.cs" });

        before.CompareTo(after).Methods.ShouldHaveSingleItem().After!.File.ShouldBe("b.cs");
    }

    [Fact]
    public void A_method_of_a_file_that_does_not_tell_its_assembly_is_found()
    {
        var before = Report(Method("Shop.Cart.Fill()", 32) with { Assembly = "" });
        var after = Report(Method("Shop.Cart.Fill()", 33));

        before.CompareTo(after).Methods.ShouldHaveSingleItem().ChangeBytes.ShouldBe(1);
    }

    [Fact]
    public void Reports_of_different_programs_are_refused()
    {
        var other = Report(Method("Bank.Teller.Count()", 32) with { Assembly = "Bank" });

        Should.Throw<ArgumentException>(() => ComparedReports.Before.CompareTo(other)).Message.ShouldStartWith(
            "The reports are of different programs: no method of the one (Shop.Import.OrderImporter.Import(string path) …) is in the other (Bank.Teller.Count() …).");
    }

    [Fact]
    public void A_program_in_which_every_method_has_a_new_name_is_still_the_same() =>
        Report(Method("Shop.Cart.Fill()", 32)).CompareTo(Report(Method("Shop.Basket.Take()", 32))).Methods.Count.ShouldBe(2);

    [Fact]
    public void A_report_without_methods_can_be_compared() =>
        Report().CompareTo(Report(Method("Shop.Cart.Fill()", 32))).Methods.ShouldHaveSingleItem().ChangeBytes.ShouldBe(32);

    [Fact]
    public void A_comparison_without_another_report_is_refused() => Should.Throw<ArgumentNullException>(() => ComparedReports.Before.CompareTo(null!));

    static ProfileReport Report(params MethodProfile[] methods) => ComparedReports.Before with { Methods = methods };

    static MethodProfile Method(string fullName, long bytes) => ComparedReports.Method(fullName, 1, ("Load();", 1, bytes));
}
