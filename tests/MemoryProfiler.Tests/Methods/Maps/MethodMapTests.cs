using System.IO.Compression;
using System.Text;
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
            .ShouldBe("The method map has version 99, this MemoryProfiler reads versions 4 to 6; use one version of MemoryProfiler and MemoryProfiler.Fody.");
    }

    [Theory, InlineData(5, null), InlineData(6, 0x06000012)]
    public void A_map_of_before_bodies_were_told_is_read(int version, int? body)
    {
        using var bytes = new MemoryStream();
        using (var header = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            header.Write(MapFormat.Magic);
            header.Write(version);
        }
        using (var packed = new BinaryWriter(new DeflateStream(bytes, CompressionLevel.Fastest, leaveOpen: true)))
        {
            Numbers(1);
            packed.Write("Shop.dll");
            Numbers(1);
            packed.Write("Cart.Add()");
            packed.Write("Shop.Cart.Add()");
            Numbers(0);
            packed.Write(MapFormat.NoLimit);
            // One line, its slot, what stands there, how many slots run once per call, and no sums.
            Numbers(1, 0, 7);
            packed.Write("");
            Numbers(1, 0, 1, 0, 1, 0);
            if (body is { } token)
                Numbers(token);
            Numbers(0);

            void Numbers(params int[] numbers) => Array.ForEach(numbers, packed.Write7BitEncodedInt);
        }
        bytes.Position = 0;
        var method = MethodMap.Read(bytes).Methods.Single();
        (method.FullName, method.FirstLine, method.BodyToken).ShouldBe(("Shop.Cart.Add()", 7, body));
    }

    [Fact]
    public void An_assembly_with_another_resource_has_no_method_map()
    {
        using var bytes = new MemoryStream([1, 2, 3, 4, 5, 6, 7, 8]);
        Should.Throw<InvalidDataException>(() => MethodMap.Read(bytes)).Message
            .ShouldBe("The method map does not begin as one; build the assembly again.");
    }
}
