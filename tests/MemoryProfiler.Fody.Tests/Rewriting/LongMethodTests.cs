namespace MemoryProfiler.Fody.Tests.Rewriting;

/// <summary>Weaving does not change what the JIT inlines of a method's own calls, however many lines the method has, nor with that where its objects are.</summary>
public class LongMethodTests
{
    /// <summary>From some 260 lines on the JIT inlines nothing of the unwoven either: each object is on the heap.</summary>
    [Theory, InlineData(1, 0), InlineData(10, 0), InlineData(30, 0), InlineData(48, 0), InlineData(60, 0), InlineData(120, 0), InlineData(250, 0), InlineData(1_000, 24_000)]
    public void A_method_of_many_lines_allocates_what_it_allocates_unwoven(int lines, long bytes)
    {
        var method = LongMethod.Of(lines);
        method.Woven(7).ShouldBe(method.Plain(7));
        LongMethod.BytesOf(method.Plain).ShouldBe(bytes);
        LongMethod.BytesOf(method.Woven).ShouldBe(bytes);
    }

    /// <summary>The JIT leaves on the heap what is allocated between a jump back and where it goes.</summary>
    [Theory, InlineData(10), InlineData(60)]
    public void A_method_of_many_lines_with_a_decision_is_no_loop(int lines)
    {
        var method = LongMethod.Of(lines, decisions: 3);
        method.Woven(1).ShouldBe(method.Plain(1));
        LongMethod.BytesOf(method.Plain).ShouldBe(0);
        LongMethod.BytesOf(method.Woven).ShouldBe(0);
    }
}
