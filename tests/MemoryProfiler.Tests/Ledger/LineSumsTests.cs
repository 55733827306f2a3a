using System.Reflection;
using MemoryProfiler.Ledger.Counters;

namespace MemoryProfiler.Tests.Ledger;

public unsafe class LineSumsTests
{
    static readonly FieldInfo[] _fields = typeof(LineSums).GetFields();

    [Fact]
    public void Every_field_is_a_number_that_is_added_taken_away_and_read()
    {
        _fields.ShouldAllBe(field => field.FieldType == typeof(long));
        var sums = Numbered(1);

        var sum = LineSums.Read(&sums);
        Values(sum).ShouldBe([1, 2, 3, 4, 5, 6]);

        sum.Add(Numbered(10));
        Values(sum).ShouldBe([11, 13, 15, 17, 19, 21]);

        sum.Subtract(Numbered(1));
        Values(sum).ShouldBe([10, 11, 12, 13, 14, 15]);
    }

    [Fact]
    public void A_part_stands_after_what_contains_it_as_they_are_read_backwards() =>
        _fields.Select(field => field.Name).ShouldBe(
            [nameof(LineSums.Visits), nameof(LineSums.Bytes), nameof(LineSums.CalleeBytes), nameof(LineSums.RepeatedBytes), nameof(LineSums.WorkingSetIncrement), nameof(LineSums.RepeatedIncrement)]);

    static LineSums Numbered(long first)
    {
        object sums = new LineSums();
        foreach (var field in _fields)
            field.SetValue(sums, first++);
        return (LineSums)sums;
    }

    static IEnumerable<long> Values(LineSums sums) => _fields.Select(field => (long)field.GetValue(sums)!);
}
