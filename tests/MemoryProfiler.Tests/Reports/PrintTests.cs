using System.Globalization;
using MemoryProfiler.Reports;
using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Reports;

/// <summary>What is printed of a report of many methods; files hold all of it.</summary>
public sealed class PrintTests
{
    // Method 7 was called 7 times, each call allocated 100 B, half of it itself.
    static readonly ProfileReport _many = SampleReports.Orders with
    {
        Methods = [.. Enumerable.Range(1, 2_000).Select(Method).Reverse()],
        Notes =
        [
            "1 full garbage collection ran meanwhile. Memory comes back on the line during which a collection runs, not on the line that drops the last reference.",
            .. Enumerable.Range(1, 60).Select(i => $"Over its limit: a call of Service.M{i}() allocated 100 B, more than its limit of 50 B."),
            "Never called: Cart.Empty() (Cart.cs:7). Call what you want to see before the report, or take [Profile] off.",
        ],
    };

    [Fact]
    public void A_report_of_three_methods_cut_to_two() =>
        Printed(SampleReports.Orders with { Methods = [.. SampleReports.Orders.Methods, Method(7)] }, o => o.Top = 2).ShouldBeApproved();

    [Fact]
    public void By_default_the_25_biggest_methods_are_printed_and_one_line_counts_the_others()
    {
        var text = Printed(_many);

        text.ShouldStartWith("25 of 2,000 methods, those that allocated most first:\n\n        Calls    Allocated         Self     Per call   Method\n");
        Titles(text).ShouldBe(Enumerable.Range(1_976, 25).Reverse().Select(Name));
        // 100 B of each call of methods 1 to 1975, of which half is a callee's: 50 * 1975 * 1976 / 2.
        text.ShouldContain("\nAnd 1,975 more methods, 93.0 MiB self: MemoryReport.Print(o => o.Top = int.MaxValue) or MEMORYPROFILER_REPORT=report.txt shows them.\n\nLargest lines");
        text.Length.ShouldBe(13_380);
    }

    [Fact]
    public void One_method_more_than_are_printed_is_counted_in_the_singular()
    {
        var two = _many with { Methods = [Method(2), Method(1)] };

        Printed(two, o => o.Top = 1).ShouldContain("\nAnd 1 more method, 50 B self: MemoryReport.Print(o => o.Top = int.MaxValue) or MEMORYPROFILER_REPORT=report.txt shows it.\n");
    }

    [Fact]
    public void Everything_is_in_a_file_a_text_and_in_what_is_written_to_a_writer()
    {
        using var writer = new StringWriter();
        _many.WriteTo(writer);
        var text = writer.ToString();

        Titles(text).ShouldBe(Enumerable.Range(1, 2_000).Reverse().Select(Name));
        text.ShouldStartWith("2,000 methods, those that allocated most first:\n");
        text.ShouldNotContain("more method");
        text.ShouldContain("\nNote: Over its limit: a call of Service.M60() allocated 100 B");
        _many.ToString().ShouldBe(text);
        Printed(_many, o => o.Top = int.MaxValue).ShouldBe(text);
    }

    [Theory]
    [InlineData(MethodSort.AllocatedBytes, "those that allocated most first", "Big", "Often", "Self", "Call")]
    [InlineData(MethodSort.SelfAllocatedBytes, "those that allocated most themselves first", "Self", "Often", "Call", "Big")]
    [InlineData(MethodSort.AllocatedBytesPerCall, "those that allocated most per call first", "Call", "Big", "Self", "Often")]
    [InlineData(MethodSort.Calls, "those called most first", "Often", "Self", "Big", "Call")]
    [InlineData(MethodSort.Name, "by name", "Big", "Call", "Often", "Self")]
    public void Methods_are_in_the_order_asked_for(MethodSort sort, string words, params string[] expected)
    {
        MethodProfile[] methods = [Plain("Call", 1, 9_000, 200), Plain("Self", 50, 9_500, 9_500), Plain("Often", 100, 9_600, 300), Plain("Big", 2, 9_700, 0)];

        var text = Printed(SampleReports.Orders with { Methods = methods }, o => o.Sort = sort);

        text.ShouldStartWith($"4 methods, {words}:\n");
        Titles(text).ShouldBe(expected);
    }

    [Fact]
    public void Equal_methods_are_ordered_by_name_file_and_line_whatever_order_they_came_in()
    {
        MethodProfile[] methods =
        [
            Plain("B", 1, 8, 8) with { File = "B.cs", FirstLine = 2 },
            Plain("B", 1, 8, 8) with { File = "B.cs", FirstLine = 1 },
            Plain("B", 1, 8, 8) with { File = "A.cs", FirstLine = 3 },
            Plain("A", 1, 8, 8),
        ];
        foreach (var sort in Enum.GetValues<MethodSort>())
        {
            foreach (var order in new[] { methods, [.. Enumerable.Reverse(methods)] })
                Titles(Printed(SampleReports.Orders with { Methods = order }, o => o.Sort = sort)).ShouldBe(["A", "B [A.cs:3]", "B [B.cs:1]", "B [B.cs:2]"]);
        }
    }

    [Theory]
    [InlineData("Shop.Service.M7()", "M7")]
    [InlineData("Shop.Service.M7", "M7")]
    [InlineData("shop.service.m200?", "M2000")]
    [InlineData("*.M199?", "M1999 M1998 M1997 M1996 M1995 M1994 M1993 M1992 M1991 M1990")]
    [InlineData("*.M3; Shop.Service.M4 ,*.M5()", "M5 M4 M3")]
    public void A_filter_chooses_by_the_whole_name(string filter, string expected) =>
        Titles(Printed(_many, o => o.Filter = filter)).ShouldBe(expected.Split(' ').Select(name => $"Service.{name}()"));

    [Theory]
    [InlineData("Shop.Box.Put")]
    [InlineData("Shop.Box<(A, B)>.Put<T>")]
    [InlineData("Shop.Box<(A, B)>.Put<T>(int x, T y)")]
    [InlineData("*Put*")]
    public void A_filter_may_have_type_arguments_and_parameters_or_not(string filter) =>
        MethodFilter.Parse(filter)!.Matches(Plain("Put", 1, 1, 1) with { FullName = "Shop.Box<(A, B)>.Put<T>(int x, T y)" }).ShouldBeTrue();

    [Theory]
    [InlineData("M7")]
    [InlineData("Service.M7")]
    [InlineData("Shop.Service")]
    public void A_filter_does_not_choose_by_a_part_of_the_name(string filter) =>
        MethodFilter.Parse(filter)!.Matches(Method(7)).ShouldBeFalse();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ; , ")]
    public void No_filter_chooses_everything(string? filter) =>
        Printed(_many, o => o.Filter = filter).ShouldBe(Printed(_many));

    [Fact]
    public void What_a_filter_leaves_out_is_counted()
    {
        var text = Printed(_many, o => { o.Filter = "*.M19??()"; o.Top = 40; });

        text.ShouldStartWith("40 of 100 methods that match \"*.M19??()\", those that allocated most first:\n");
        // 50 B for each call of methods 1900 to 1959.
        text.ShouldContain("\nAnd 60 more methods, 5.5 MiB self: MemoryReport.Print(o => o.Top = int.MaxValue) or MEMORYPROFILER_REPORT=report.txt shows them.\n1,900 methods do not match \"*.M19??()\".\n\nLargest lines");
        text.ShouldContain("Service.cs:1999   ");
        text.ShouldNotContain("Service.cs:2000   ");
    }

    [Fact]
    public void A_filter_that_matches_nothing_says_what_names_look_like() =>
        Printed(_many, o => o.Filter = "M7").ShouldStartWith(
            "No method matches \"M7\": there are 2,000, such as Shop.Service.M2000, and a pattern has to match the whole of such a name.\n\nNote: ");

    [Fact]
    public void Notes_that_say_the_same_of_many_methods_are_counted()
    {
        var text = Printed(_many);

        text.ShouldContain("\nNote: 1 full garbage collection ran meanwhile.");
        text.ShouldContain("\nNote: Over its limit: a call of Service.M25() allocated 100 B, more than its limit of 50 B.\nNote: Over its limit: 35 more.\nNote: Never called: Cart.Empty()");
    }

    [Fact]
    public void Print_options_that_are_not_allowed_are_one_sentence()
    {
        var options = new ReportPrintOptions();

        Should.Throw<ArgumentOutOfRangeException>(() => options.Top = -1).ParamName.ShouldBe("value");
        Should.Throw<ArgumentOutOfRangeException>(() => options.Sort = (MethodSort)99).Message.ShouldStartWith(
            "Methods are sorted by AllocatedBytes, SelfAllocatedBytes, AllocatedBytesPerCall, Calls, Name.");
        (options.Top, options.Filter, options.Sort).ShouldBe((25, null, MethodSort.AllocatedBytes));
    }

    [Fact]
    public void A_report_printed_without_options_or_a_writer_is_a_clear_exception()
    {
        Should.Throw<ArgumentNullException>(() => _many.Print((Action<ReportPrintOptions>)null!)).ParamName.ShouldBe("configure");
        Should.Throw<ArgumentNullException>(() => _many.Print((TextWriter)null!)).ParamName.ShouldBe("writer");
    }

    [Fact]
    public void The_options_in_force_are_what_a_print_starts_from()
    {
        try
        {
            MemoryProfilerSettings.Configure(options => (options.PrintTop, options.PrintFilter, options.PrintSort) = (3, "*.M1??()", MethodSort.Name));

            Titles(Printed(_many)).ShouldBe(["Service.M100()", "Service.M101()", "Service.M102()"]);
            Titles(Printed(_many, o => o.Top = 1)).ShouldBe(["Service.M100()"]);
        }
        finally
        {
            MemoryProfilerSettings.Configure(options => (options.PrintTop, options.PrintFilter, options.PrintSort) = (25, null, MethodSort.AllocatedBytes));
        }
    }

    static string Printed(ProfileReport report, Action<ReportPrintOptions>? configure = null)
    {
        using var writer = new StringWriter();
        if (configure is null)
            report.Print(writer);
        else
            report.Print(writer, configure);
        return writer.ToString();
    }

    static IEnumerable<string> Titles(string text) =>
        text.Split('\n').Where(line => line.StartsWith("Method:   ", StringComparison.Ordinal)).Select(line => line[10..].Split("   ")[0]);

    static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"Service.M{number}()");

    static MethodProfile Method(int number) => Plain(Name(number), number, 100L * number, 50L * number) with
    {
        FullName = $"Shop.{Name(number)}",
        File = "Service.cs",
        FirstLine = number,
        Lines =
        [
            new LineProfile
            {
                LineNumber = number,
                Text = $"void M{number}() => Next();",
                Occurrences = number,
                AllocatedBytes = 100L * number,
                SelfAllocatedBytes = 50L * number,
                WorkingSetBytes = null,
                WorkingSetIncrementBytes = null,
                IsExact = true,
            },
        ],
    };

    static MethodProfile Plain(string name, long calls, long allocated, long self) => new()
    {
        Name = name,
        FullName = name,
        File = "Shop.cs",
        FirstLine = 1,
        Calls = calls,
        AllocatedBytes = allocated,
        SelfAllocatedBytes = self,
        MinAllocatedBytes = 0,
        MaxAllocatedBytes = allocated,
        WorkingSetIncrementBytes = null,
        Lines = [],
    };
}
