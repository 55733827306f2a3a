using System.Diagnostics;
using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Measurement.Memory.Platforms;

namespace MemoryProfiler.Tests.Measurement.Memory;

public sealed class ProcessTreeTests
{
    // Only against a shell that hangs.
    static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    [Fact]
    public void The_children_of_a_process_and_theirs_are_found()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no shell of this kind.");
        using var shell = Process.Start("sh", ["-c", "sh -c 'sleep 100; true'; true"]);
        try
        {
            HashSet<int> found = [];
            SpinWait.SpinUntil(() =>
            {
                found = [shell.Id];
                ProcessTree.AddDescendants(found);
                return found.Count == 3;
            }, _patience).ShouldBeTrue();

            HashSet<int> ofThis = [Environment.ProcessId];
            ProcessTree.AddDescendants(ofThis);
            ofThis.IsSupersetOf(found).ShouldBeTrue();
            if (OperatingSystem.IsLinux())
            {
                HashSet<int> byParents = [shell.Id];
                ProcessTree.AddByParents(byParents, LinuxProcessTree.Parents());
                byParents.ShouldBe(found, ignoreOrder: true);
            }
        }
        finally
        {
            shell.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public void Descendants_are_found_in_whatever_order_the_system_lists_them()
    {
        HashSet<int> processes = [10];

        ProcessTree.AddByParents(processes, [(0, 0), (13, 12), (12, 11), (11, 10), (20, 1)]);

        processes.ShouldBe([10, 11, 12, 13], ignoreOrder: true);
    }
}
