using MemoryProfiler.Sessions;

namespace MemoryProfiler.HeapTests.Sessions;

public sealed class PortMessageTests
{
    const string Magic = "444F544E45545F4950435F563100";

    [Fact]
    public void A_session_without_loss_is_asked_for_as_a_runtime_reads_it()
    {
        // Length, set and number of the command, nothing; to this connection, megabytes, nettrace, nothing compiled, no stacks;
        // one provider, keywords, level, name with its length and end, no arguments, all events; no loss.
        Convert.ToHexString(PortMessage.Start("ab", keywords: 0x1980001, level: 4, megabytes: 64)).ShouldBe(
            Magic + "5000" + "02" + "07" + "0000" + "00000000" + "40000000" + "01000000" + "0000000000000000" + "00"
            + "01000000" + "0100980100000000" + "04000000" + "03000000" + "610062000000" + "00000000" + "00" + "00000000" + "01000000");
    }

    [Fact]
    public void The_end_of_a_session_names_it()
    {
        Convert.ToHexString(PortMessage.Stop(0x1234)).ShouldBe(Magic + "1C00" + "02" + "01" + "0000" + "3412000000000000");
    }

    [Theory]
    [InlineData(Magic + "1C00" + "FF" + "00" + "0000" + "3412000000000000", 0x1234UL)]
    [InlineData(Magic + "1800" + "FF" + "FF" + "0000" + "8513138000000000", null)]
    [InlineData("00000000000000000000000000000000000000000000000000000000", null)]
    public void An_answer_has_the_session_or_says_that_none_has_begun(string answer, ulong? session)
    {
        PortMessage.Session(Convert.FromHexString(answer)).ShouldBe(session);
    }
}
