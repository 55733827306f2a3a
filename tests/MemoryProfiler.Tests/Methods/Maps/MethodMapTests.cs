using MemoryProfiler.Methods.Maps;

namespace MemoryProfiler.Tests.Methods.Maps;

public sealed class MethodMapTests
{
    [Fact]
    public void The_map_of_this_assembly_has_its_methods_and_their_source()
    {
        var map = MethodMap.Read(typeof(MethodMapTests).Assembly);
        var method = map.Methods.Single(m => m.Name == "MemoryReportTests.Sized(int length)");
        method.FullName.ShouldBe("MemoryProfiler.Tests.MemoryReportTests.Sized(int length)");
        method.File.ShouldBe("MemoryReportTests.cs");
        method.Lines.Select(line => line.Text).ShouldBe(["    [Profile]", "    static void Sized(int length) => GC.KeepAlive(new byte[length]);"]);
        method.Slots.ShouldBe([0, 1]);
        method.Kinds.ShouldBe([ProbeKind.None, ProbeKind.Counting]);
        method.LimitBytes.ShouldBeNull();
        map.Methods.Single(m => m.Name == "MemoryReportTests.Limited(int length)").LimitBytes.ShouldBe(2_048);
    }

    [Fact]
    public void An_assembly_without_a_map_is_named() =>
        Should.Throw<InvalidDataException>(() => MethodMap.Read(typeof(object).Assembly)).Message
            .ShouldBe("The assembly System.Private.CoreLib has no method map; build it again.");

    [Fact]
    public void A_map_of_another_version_says_what_to_do()
    {
        using var bytes = new MemoryStream([.. BitConverter.GetBytes(MapFormat.Magic), .. BitConverter.GetBytes(99)]);
        Should.Throw<InvalidDataException>(() => MethodMap.Read(bytes)).Message
            .ShouldBe("The method map has version 99, this MemoryProfiler reads versions 4 to 5; use one version of MemoryProfiler and MemoryProfiler.Fody.");
    }

    [Fact]
    public void An_assembly_with_another_resource_has_no_method_map()
    {
        using var bytes = new MemoryStream([1, 2, 3, 4, 5, 6, 7, 8]);
        Should.Throw<InvalidDataException>(() => MethodMap.Read(bytes)).Message
            .ShouldBe("The method map does not begin as one; build the assembly again.");
    }
}
