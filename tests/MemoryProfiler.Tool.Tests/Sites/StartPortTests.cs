using System.Diagnostics;
using MemoryProfiler.Tool.Sites;
using MemoryProfiler.Tool.Tests.Programs;
using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Sites;

public sealed class StartPortTests
{
    static readonly TimeSpan _timeout = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_program_waits_until_it_is_released()
    {
        using var port = StartPort.Open(DotnetHost.Path).ShouldNotBeNull();
        using var program = Start(port);

        (await port.WaitAsync(program)).ShouldBeTrue();
        program.HasExited.ShouldBeFalse();
        port.Release();

        (await ExitCode(program)).ShouldBe(3);
    }

    [Fact]
    public async Task A_program_that_nobody_releases_goes_on_when_its_port_is_closed()
    {
        Process program;
        using (var port = StartPort.Open(DotnetHost.Path).ShouldNotBeNull())
        {
            program = Start(port);
            (await port.WaitAsync(program)).ShouldBeTrue();
        }

        (await ExitCode(program)).ShouldBe(3);
        program.Dispose();
    }

    [Fact]
    public async Task A_program_that_ends_without_having_come_is_not_waited_for()
    {
        using var port = StartPort.Open(DotnetHost.Path).ShouldNotBeNull();
        var start = new ProcessStartInfo("sh", ["-c", "exit 4"]);
        port.Tell(start);
        using var program = Process.Start(start).ShouldNotBeNull();

        (await port.WaitAsync(program)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("sh")]
    [InlineData("/usr/bin/make")]
    public void What_is_no_program_of_NET_does_not_wait_as_what_it_starts_later_might_wait_for_ever(string program) =>
        StartPort.Open(program).ShouldBeNull();

    [Fact]
    public void A_program_s_own_executable_waits_whatever_it_is_called()
    {
        using var folder = new ProgramFolder();
        using var port = StartPort.Open(folder.WithExecutable("renamed", "App.dll")["renamed"]);

        port.ShouldNotBeNull();
    }

    static Process Start(StartPort port)
    {
        var start = DotnetHost.Start([StartedPrograms.PathOf("MemoryProfiler.SiteModes"), "first"]);
        port.Tell(start);
        return Process.Start(start).ShouldNotBeNull();
    }

    static async Task<int> ExitCode(Process program)
    {
        await program.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(_timeout, TestContext.Current.CancellationToken);
        return program.ExitCode;
    }
}
