using MemoryProfiler.Probes;

namespace MemoryProfiler.Tests.Probes;

public sealed class ProfilerSwitchTests
{
    [Theory]
    [InlineData("off", false)]
    [InlineData("OFF", false)]
    [InlineData(" off ", false)]
    [InlineData("0", false)]
    [InlineData("false", false)]
    [InlineData("on", true)]
    [InlineData("", true)]
    [InlineData(null, true)]
    public void Only_off_0_and_false_turn_the_profiler_off(string? value, bool isOn) =>
        ProfilerSwitch.Parse(value).ShouldBe(isOn);
}
