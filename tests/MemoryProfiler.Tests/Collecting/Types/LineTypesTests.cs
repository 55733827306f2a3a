using MemoryProfiler.Collecting.Types;

namespace MemoryProfiler.Tests.Collecting.Types;

public sealed class LineTypesTests
{
    [Fact]
    public void Three_of_four_samples_are_three_of_four_bytes_between_the_ends_of_their_interval()
    {
        var types = new LineTypes();
        for (var i = 0; i < 400; i++)
            types.Add(i % 4 == 0 ? "Cold" : "Hot", 1_000);

        types.Of(400_000).ShouldBe(
        [
            new() { Name = "Hot", Bytes = 300_000, MinBytes = 282_129, MaxBytes = 315_969, Samples = 300 },
            new() { Name = "Cold", Bytes = 100_000, MinBytes = 84_031, MaxBytes = 117_871, Samples = 100 },
        ]);
    }

    [Fact]
    public void The_only_type_of_a_line_has_all_of_its_bytes_and_less_at_the_lower_end()
    {
        var types = new LineTypes();
        for (var i = 0; i < 25; i++)
            types.Add("int[]", 104_024);

        types.Of(2_600_000).ShouldBe([new() { Name = "int[]", Bytes = 2_600_000, MinBytes = 2_253_700, MaxBytes = 2_600_000, Samples = 25 }]);
    }

    [Fact]
    public void A_large_object_stands_for_itself_and_a_small_one_for_a_hundred_kilobytes()
    {
        var types = new LineTypes();
        types.Add("byte[]", 10_000_000);
        types.Add("object", 24);

        types.Of(10_102_412).Select(type => (type.Name, type.Bytes)).ShouldBe([("byte[]", 10_000_000L), ("object", 102_412L)]);
    }

    [Fact]
    public void Sequence_points_of_one_line_add_up()
    {
        var (line, other) = (new LineTypes(), new LineTypes());
        line.Add("A", 1_000);
        other.Add("A", 1_000);
        other.Add("B", 1_000);
        line.Add(other);

        line.Of(300).Select(type => (type.Name, type.Bytes, type.Samples)).ShouldBe([("A", 200L, 2L), ("B", 100L, 1L)]);
    }

    [Fact]
    public void Of_400_lines_the_intervals_of_19_in_20_have_the_true_figure()
    {
        var random = new Random(20_261_130);
        var held = Enumerable.Range(0, 400).Count(_ => IsHeld(random));

        held.ShouldBeInRange(372, 388);
    }

    // A line of three types, of which each object is sampled with the likelihood of the runtime's sampler.
    static bool IsHeld(Random random)
    {
        (string Name, int Size, int Count)[] truth = [("A", 24, random.Next(20_000, 60_000)), ("B", 56, random.Next(20_000, 60_000)), ("C", 128, random.Next(5_000, 30_000))];
        var types = new LineTypes();
        foreach (var (name, size, count) in truth)
        {
            var likelihood = 1 - Math.Pow(1 - 1 / 102_400.0, size);
            for (var i = 0; i < count; i++)
            {
                if (random.NextDouble() < likelihood)
                    types.Add(name, size);
            }
        }
        var b = types.Of(truth.Sum(type => (long)type.Size * type.Count)).SingleOrDefault(type => type.Name == "B");
        return b is not null && b.MinBytes <= 56L * truth[1].Count && 56L * truth[1].Count <= b.MaxBytes;
    }
}
