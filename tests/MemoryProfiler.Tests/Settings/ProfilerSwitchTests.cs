using MemoryProfiler.Settings;

namespace MemoryProfiler.Tests.Settings;

public sealed class ProfilerSwitchTests
{
    [Theory]
    [InlineData("off", false)]
    [InlineData("OFF", false)]
    [InlineData(" off ", false)]
    [InlineData("0", false)]
    [InlineData("false", false)]
    [InlineData("no", false)]
    [InlineData("No ", false)]
    [InlineData("on", true)]
    [InlineData("yes", true)]
    [InlineData("1", true)]
    [InlineData("maybe", true)]
    [InlineData("", true)]
    [InlineData(null, true)]
    public void Only_off_0_false_and_no_turn_the_profiler_off(string? value, bool isOn) =>
        ProfilerSwitch.Parse(value).ShouldBe(isOn);

    [Theory]
    [InlineData("off")]
    [InlineData(" No")]
    [InlineData("0")]
    [InlineData("on")]
    [InlineData("YES")]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("")]
    [InlineData(null)]
    public void A_value_that_says_on_or_off_is_understood(string? value) =>
        ProfilerSwitch.Variable.Fault(value).ShouldBeNull();

    [Fact]
    public void Any_other_value_is_one_sentence_with_what_is_allowed() =>
        ProfilerSwitch.Variable.Fault("maybe").ShouldBe("The environment variable MEMORYPROFILER=maybe is not understood: allowed are off (or 0, false, no) and on (or 1, true, yes). The default is used, on.");
}
