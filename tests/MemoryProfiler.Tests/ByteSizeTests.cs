using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace MemoryProfiler.Tests;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1024", 1024)]
    [InlineData("12 B", 12)]
    [InlineData("64 KB", 65_536)]
    [InlineData("64kib", 65_536)]
    [InlineData(" 1.5 MiB ", 1_572_864)]
    [InlineData("1.5MB", 1_572_864)]
    [InlineData("2 GB", 2_147_483_648)]
    [InlineData("2 gib", 2_147_483_648)]
    [InlineData("1 TB", 1_099_511_627_776)]
    [InlineData("1 TiB", 1_099_511_627_776)]
    [InlineData("0.5 B", 1)]
    [InlineData("64 K", 65_536)]
    [InlineData("64k", 65_536)]
    [InlineData("64 kB", 65_536)]
    [InlineData("2 M", 2_097_152)]
    [InlineData("1 g", 1_073_741_824)]
    [InlineData("1 T", 1_099_511_627_776)]
    [InlineData("64 bytes", 64)]
    [InlineData("1 byte", 1)]
    [InlineData("64 Bytes", 64)]
    public void A_size_is_a_number_and_a_unit_of_1024(string text, long expected)
    {
        ByteSize.TryParse(text, out var bytes, out var error).ShouldBeTrue();
        bytes.ShouldBe(expected);
        error.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("KB")]
    [InlineData("10 XB")]
    [InlineData("-1 KB")]
    [InlineData("1,5 MB")]
    [InlineData("1e3")]
    [InlineData("ten MB")]
    [InlineData(null)]
    public void Anything_else_is_one_sentence_that_names_the_text_and_an_example(string? text)
    {
        ByteSize.TryParse(text, out _, out var error).ShouldBeFalse();
        error.ShouldBe($"\"{text}\" is not a size: write a number and a unit (B, KB, KiB, MB, MiB, GB, GiB, TB or TiB, where 1 KB is 1,024 bytes), for example \"64 KB\".");
    }

    [Fact]
    public void A_size_beyond_long_is_refused_by_its_limit()
    {
        ByteSize.TryParse("9000000 TB", out _, out var error).ShouldBeFalse();
        error.ShouldNotBeNull().ShouldStartWith("\"9000000 TB\" is more than 9,223,372,036,854,775,807 bytes: ");
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(9_999, "9,999 B")]
    [InlineData(-9_999, "-9,999 B")]
    [InlineData(10_000, "9.8 KiB")]
    [InlineData(1_024_000, "1000.0 KiB")]
    [InlineData(1_048_524, "1023.9 KiB")]
    [InlineData(1_048_525, "1.0 MiB")]
    [InlineData(1_048_576, "1.0 MiB")]
    [InlineData(160_000_048, "152.6 MiB")]
    [InlineData(1_073_689_395, "1023.9 MiB")]
    [InlineData(1_073_689_396, "1.0 GiB")]
    [InlineData(-1_073_741_824, "-1.0 GiB")]
    [InlineData(1_099_457_940_684, "1023.9 GiB")]
    [InlineData(1_099_457_940_685, "1.0 TiB")]
    [InlineData(5_497_558_138_880, "5.0 TiB")]
    [InlineData(long.MinValue, "-8388608.0 TiB")]
    public void Bytes_are_shown_whole_below_10000_and_with_one_decimal_above(long bytes, string expected) =>
        ByteSize.Format(bytes).ShouldBe(expected);

    [Fact]
    public void No_size_reads_as_1024_of_a_unit() =>
        Prop.ForAll(Gen.Choose(14, 49).SelectMany(power => Gen.Choose(-100_000, 100_000).Select(offset => (1L << power) + offset)).ToArbitrary(), bytes =>
            !ByteSize.Format(bytes).StartsWith("1024.0 ", StringComparison.Ordinal)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, "0.0 MiB")]
    [InlineData(-1, "0.0 MiB")]
    [InlineData(-52_428, "0.0 MiB")]
    [InlineData(-52_429, "-0.1 MiB")]
    [InlineData(52_429, "0.1 MiB")]
    [InlineData(110_100_480, "105.0 MiB")]
    public void A_size_that_rounds_to_nothing_has_no_sign(long bytes, string expected) =>
        ByteSize.FormatMiB(bytes).ShouldBe(expected);

    [Theory]
    [InlineData(0.25, "0.25 B")]
    [InlineData(9.5, "9.5 B")]
    [InlineData(1032.192, "1,032 B")]
    [InlineData(-1032.192, "-1,032 B")]
    public void An_average_of_bytes_has_a_fraction_only_where_that_tells_something(double bytes, string expected) =>
        ByteSize.FormatAverage(bytes).ShouldBe(expected);

    [Fact]
    public void Every_number_of_bytes_reads_back_as_itself() =>
        Prop.ForAll<NonNegativeInt>(bytes =>
        {
            var text = bytes.Get.ToString("D", CultureInfo.InvariantCulture) + " B";
            return ByteSize.TryParse(text, out var read, out _) && read == bytes.Get;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_makes_the_parser_throw() =>
        Prop.ForAll<string>(text =>
        {
            var parsed = ByteSize.TryParse(text, out var bytes, out var error);
            return parsed ? bytes >= 0 && error is null : error is not null;
        }).QuickCheckThrowOnFailure();
}
