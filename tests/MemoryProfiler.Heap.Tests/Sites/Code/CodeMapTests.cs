using System.Text;
using MemoryProfiler.Nettrace;
using MemoryProfiler.Sites.Code;

namespace MemoryProfiler.HeapTests.Sites.Code;

public sealed class CodeMapTests
{
    const int MethodEnd = 144;
    const int IlMapEnd = 150;
    const ulong Start = 0x1000;
    const int NoMapping = -1;
    const int Prologue = -2;
    const int Epilogue = -3;

    // Negative offsets in IL stand for what no statement is.
    [Theory]
    [InlineData(31, 0, 11)]
    [InlineData(49, 0, 11)]
    [InlineData(50, 11, int.MaxValue)]
    public void Code_belongs_to_the_IL_of_the_last_entry_before_it(int native, int begin, int end) =>
        Find(native, (Prologue, 0), (0, 13), (11, 50), (Epilogue, 50)).ShouldBe((begin, end));

    [Fact]
    public void Where_the_first_statement_has_no_entry_that_of_the_prologue_is_its() =>
        Find(18, (Prologue, 0), (11, 37), (Epilogue, 37)).ShouldBe((0, 11));

    [Fact]
    public void Entries_are_in_no_order_and_those_of_nothing_count_for_nothing() =>
        Find(42, (Prologue, 0), (0, 10), (30, 60), (8, 40), (NoMapping, 41), (20, 50)).ShouldBe((8, 20));

    static (int Begin, int End) Find(int native, params (int Il, int Native)[] entries)
    {
        using var code = new CodeMap();
        code.On(new NettraceEvent(NettraceProvider.Rundown, MethodEnd, 1, 1), Payload(writer =>
        {
            writer.Write(7UL);
            writer.Write(8UL);
            writer.Write(Start);
            writer.Write(100U);
            writer.Write(0x06000001);
            writer.Write(0);
            foreach (var text in new[] { "Shop.Cart", "Add", "void ()" })
                writer.Write(Encoding.Unicode.GetBytes(text + "\0"));
            writer.Write((short)0);
            writer.Write(9UL);
        }));
        code.On(new NettraceEvent(NettraceProvider.Rundown, IlMapEnd, 1, 1), Payload(writer =>
        {
            writer.Write(7UL);
            writer.Write(9UL);
            writer.Write((byte)0);
            writer.Write((short)entries.Length);
            foreach (var (il, _) in entries)
                writer.Write(il);
            foreach (var (_, at) in entries)
                writer.Write(at);
        }));
        var method = code.Find(Start + (ulong)native).ShouldNotBeNull();
        (method.Type, method.Name).ShouldBe(("Shop.Cart", "Add"));
        return (method.IlOffset, method.IlEnd);
    }

    static byte[] Payload(Action<BinaryWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes))
            write(writer);
        return bytes.ToArray();
    }
}
