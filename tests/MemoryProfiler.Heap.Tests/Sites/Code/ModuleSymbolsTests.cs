using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using MemoryProfiler.Sites.Code;

namespace MemoryProfiler.HeapTests.Sites.Code;

public sealed class ModuleSymbolsTests
{
    // Optimised code of foreach leaves its element on the stack for the statement inside: the compiler tells the two as one.
    [Fact]
    public void Of_several_statements_that_are_told_as_one_the_first_one_that_calls_is_meant()
    {
        Find(nameof(SecondCalls)).ShouldBe(_secondCalls + 3);
        Find(nameof(BothCall)).ShouldBe(_bothCall + 2);
    }

    [Theory]
    [InlineData(typeof(object))]
    [InlineData(typeof(Enumerable))]
    [InlineData(typeof(ModuleSymbols))]
    public void Every_instruction_has_its_size(Type ofAssembly)
    {
        using var file = new PEReader(File.OpenRead(ofAssembly.Assembly.Location));
        var metadata = file.GetMetadataReader();
        var methods = 0;
        foreach (var address in metadata.MethodDefinitions.Select(handle => metadata.GetMethodDefinition(handle).RelativeVirtualAddress).Where(address => address > 0))
        {
            ReadOnlySpan<byte> il = file.GetMethodBody(address).GetILBytes();
            methods++;
            while (il.Length > 0)
                il = il[IlCalls.Size(il)..];
        }
        methods.ShouldBeGreaterThan(1_000);
    }

    static int Find(string name)
    {
        var method = typeof(ModuleSymbolsTests).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic).ShouldNotBeNull();
        using var symbols = ModuleSymbols.Open(typeof(ModuleSymbolsTests).Assembly.Location).ShouldNotBeNull();
        return symbols.Find(method.MetadataToken, 0, int.MaxValue).ShouldNotBeNull().Line;
    }

    static readonly int _secondCalls = Here() + 2;

    static int[] SecondCalls(int[] numbers)
    {
        var number = numbers[0];
        return new int[number];
    }

    static readonly int _bothCall = Here() + 2;

    static object BothCall()
    {
        var text = new string('a', 3);
        return text + Environment.NewLine;
    }

    static int Here([CallerLineNumber] int line = 0) => line;
}
