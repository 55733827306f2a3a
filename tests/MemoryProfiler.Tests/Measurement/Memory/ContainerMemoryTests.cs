using MemoryProfiler.Measurement.Memory;

namespace MemoryProfiler.Tests.Measurement.Memory;

/// <summary>Control groups as Linux shows them, in a folder that stands for the root.</summary>
public sealed class ContainerMemoryTests : IDisposable
{
    readonly string _root = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Control_groups_of_version_2_in_a_container_have_a_root_of_their_own()
    {
        Write("proc/self/cgroup", "0::/\n");
        Write("proc/self/mountinfo", "29 23 0:26 / /sys/fs/cgroup ro,nosuid - cgroup2 cgroup rw\n");
        Write("sys/fs/cgroup/memory.max", "536870912\n");
        Write("sys/fs/cgroup/memory.current", "300000000\n");
        Write("sys/fs/cgroup/memory.stat", "anon 1\ninactive_anon 7\ninactive_file 100000000\nactive_file 5\n");

        var container = ContainerMemory.Find(_root).ShouldNotBeNull();

        (container.Limit, container.ReadUsage()).ShouldBe((536_870_912, 200_000_000));
        container.ReadUsage(exactAbove: 299_999_999).ShouldBe(200_000_000);
        container.ReadUsage(exactAbove: 300_000_000).ShouldBe(300_000_000, "Up to there what can be dropped is not looked at.");
    }

    [Fact]
    public void Control_groups_of_version_2_have_the_lowest_limit_on_the_way_up()
    {
        Write("proc/self/cgroup", "0::/system.slice/app.service\n");
        Write("proc/self/mountinfo", "29 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n");
        Write("sys/fs/cgroup/system.slice/app.service/memory.max", "max\n");
        Write("sys/fs/cgroup/system.slice/app.service/memory.current", "1\n");
        Write("sys/fs/cgroup/system.slice/memory.max", "1000000\n");
        Write("sys/fs/cgroup/system.slice/memory.current", "600000\n");

        var container = ContainerMemory.Find(_root).ShouldNotBeNull();

        (container.Limit, container.ReadUsage()).ShouldBe((1_000_000, 600_000));
    }

    [Theory]
    [InlineData("/docker/4c2", "/docker/4c2", "sys/fs/cgroup/memory")]
    [InlineData("/", "/docker/4c2", "sys/fs/cgroup/memory/docker/4c2")]
    public void A_control_group_of_version_1_is_found_below_the_mount_of_the_memory_controller(string mounted, string group, string folder)
    {
        Write("proc/self/cgroup", $"5:cpu,cpuacct:/other\n4:memory:{group}\n0::/\n");
        Write("proc/self/mountinfo", $"30 25 0:27 {mounted} /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu,cpuacct\n31 25 0:28 {mounted} /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n");
        Write($"{folder}/memory.limit_in_bytes", "104857600\n");
        Write($"{folder}/memory.usage_in_bytes", "90000000\n");
        Write($"{folder}/memory.stat", "inactive_file 1\ntotal_inactive_file 5000000\n");

        var container = ContainerMemory.Find(_root).ShouldNotBeNull();

        (container.Limit, container.ReadUsage()).ShouldBe((104_857_600, 85_000_000));
    }

    [Theory]
    [InlineData("0::/\n", "29 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n", "sys/fs/cgroup/memory.max", "max\n")]
    [InlineData("4:memory:/\n", "31 25 0:28 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n", "sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n")]
    public void A_container_without_a_limit_has_none(string groups, string mounts, string file, string limit)
    {
        Write("proc/self/cgroup", groups);
        Write("proc/self/mountinfo", mounts);
        Write(file, limit);

        ContainerMemory.Find(_root).ShouldBeNull();
    }

    [Fact]
    public void A_system_without_control_groups_has_none() => ContainerMemory.Find(_root).ShouldBeNull();

    void Write(string path, string text)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
