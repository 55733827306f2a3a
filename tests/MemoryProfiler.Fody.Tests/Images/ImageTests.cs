using System.Runtime.InteropServices;
using System.Text;
using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Weaving;
using MemoryProfiler.Weaving.Images;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Images;

public sealed class ImageTests : IDisposable
{
    static readonly WeavingOptions _everything = new() { AllMethods = true };

    readonly TemporaryFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    static TargetArchitecture Own => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? TargetArchitecture.ARM64 : TargetArchitecture.AMD64;

    // Hosts take a copy in place of the original only if the runtime sees the same processor in both.
    [Theory, InlineData(true), InlineData(false)]
    public void A_precompiled_image_becomes_one_of_IL_for_the_processor_of_the_IL_it_was_made_of(bool isForAny)
    {
        var source = Path.Combine(_scratch.Path, "original.dll");
        var image = File.ReadAllBytes(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "System.Linq.dll"));
        var flags = image.AsSpan().IndexOf("RTR\0"u8) + 8;
        (image[flags] & 1).ShouldBe(1);
        if (!isForAny)
            image[flags] &= 0xFE;
        File.WriteAllBytes(source, image);
        var target = Path.Combine(_scratch.Path, "System.Linq.dll");

        AssemblyFile.Weave(source, target, _everything).BodyCount.ShouldBeGreaterThan(1_000);

        using var module = ModuleDefinition.ReadModule(target);
        (module.Attributes & ModuleAttributes.ILOnly).ShouldBe(ModuleAttributes.ILOnly);
        ((int)module.Attributes & 4).ShouldBe(0);
        module.Architecture.ShouldBe(isForAny ? TargetArchitecture.I386 : Own);
    }

    [Fact]
    public void The_core_library_is_left_as_it_is()
    {
        var target = Path.Combine(_scratch.Path, "System.Private.CoreLib.dll");
        AssemblyFile.Weave(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "System.Private.CoreLib.dll"), target, _everything).BodyCount.ShouldBe(0);
        File.Exists(target).ShouldBeFalse();
    }

    [Fact]
    public void The_profiler_is_left_as_it_is() =>
        AssemblyFile.Weave(typeof(ProfileAttribute).Assembly.Location, Path.Combine(_scratch.Path, "MemoryProfiler.dll"), _everything).BodyCount.ShouldBe(0);

    [Fact]
    public void Symbols_of_another_build_count_as_none()
    {
        var source = Copy();
        File.Copy(Path.ChangeExtension(typeof(ProfileAttribute).Assembly.Location, ".pdb"), Path.ChangeExtension(source, ".pdb"), overwrite: true);
        ShouldHaveNoSymbols(source).ShouldBe("MPR014: source.pdb is of another build than MemoryProfiler.Fody.dll and counts as none, so there are no lines of source. Put the file of the same build there.");
    }

    [Fact]
    public void Symbols_of_another_format_count_as_none()
    {
        var source = Copy();
        File.WriteAllBytes(Path.ChangeExtension(source, ".pdb"), Encoding.ASCII.GetBytes("Microsoft C/C++ MSF 7.00\r\n" + new string('x', 2_000)));
        ShouldHaveNoSymbols(source).ShouldBe("MPR014: source.pdb is not of the portable format and counts as none, so MemoryProfiler.Fody.dll has no lines of source. Build with <DebugType>portable</DebugType> or embedded.");
    }

    [Theory, InlineData(4), InlineData(20), InlineData(100), InlineData(2_000), InlineData(-1)]
    public void Symbols_that_are_cut_off_count_as_none(int length)
    {
        var source = Copy();
        var symbols = Path.ChangeExtension(source, ".pdb");
        var whole = File.ReadAllBytes(symbols);
        File.WriteAllBytes(symbols, whole.AsSpan(0, length < 0 ? whole.Length + length : length).ToArray());
        ShouldHaveNoSymbols(source).ShouldBe("MPR014: source.pdb is cut off and counts as none, so MemoryProfiler.Fody.dll has no lines of source. Put the whole file there.");
    }

    [Fact]
    public void Symbols_that_were_never_there_need_no_words()
    {
        var source = Copy();
        File.Delete(Path.ChangeExtension(source, ".pdb"));
        ShouldHaveNoSymbols(source).ShouldBeNull();
    }

    [Fact]
    public void Symbols_beside_the_assembly_are_used()
    {
        Weave(Copy());
        File.Exists(Path.ChangeExtension(Target, ".pdb")).ShouldBeTrue();
    }

    [Fact]
    public void Symbols_in_the_assembly_are_used()
    {
        Weave(typeof(AssemblyWeaver).Assembly.Location);
        using var module = ModuleDefinition.ReadModule(Target, new ReaderParameters { ReadSymbols = true });
        module.HasSymbols.ShouldBeTrue();
    }

    [Fact]
    public void A_constant_of_an_enum_that_cannot_be_found_keeps_its_type()
    {
        var code = new HandMadeAssembly();
        var elsewhere = new AssemblyNameReference("Nowhere", new Version(1, 0));
        code.Module.AssemblyReferences.Add(elsewhere);
        var field = new FieldDefinition("Kind", FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.Literal | FieldAttributes.HasDefault,
            new TypeReference("Some", "Enum", code.Module, elsewhere, valueType: true));
        var il = code.Method("Run", code.Int);
        il.Emit(OpCodes.Ldc_I4_3);
        il.Emit(OpCodes.Ret);
        var source = Path.Combine(_scratch.Path, "source.dll");
        code.Module.Write(source);
        // Cecil cannot write such a constant itself: it is put in behind its back, where only the engine sees it.
        using (var module = ModuleDefinition.ReadModule(source, new ReaderParameters { InMemory = true, MetadataResolver = new AnyEnum() }))
        {
            field.FieldType = new TypeReference("Some", "Enum", module, module.AssemblyReferences.Single(r => r.Name == "Nowhere"), valueType: true);
            field.Constant = (byte)7;
            module.GetType("Code").Fields.Add(field);
            module.Write(source);
        }
        AssemblyFile.Weave(source, Target, _everything).BodyCount.ShouldBe(1);
        using var woven = ModuleDefinition.ReadModule(Target);
        woven.GetType("Code").Fields.Single().Constant.ShouldBe((byte)7);
    }

    [Fact]
    public void A_reference_to_the_profiler_is_added_where_there_was_none()
    {
        var target = Path.Combine(_scratch.Path, "woven.dll");
        AssemblyFile.Weave(typeof(Should).Assembly.Location, target, _everything);
        using var module = ModuleDefinition.ReadModule(target);
        module.AssemblyReferences.Count(reference => reference.Name == "MemoryProfiler").ShouldBe(1);
    }

    string Target => Path.Combine(_scratch.Path, "target.dll");

    /// <summary>An assembly with its symbols beside it.</summary>
    string Copy()
    {
        var source = Path.Combine(_scratch.Path, "source.dll");
        using var module = ModuleDefinition.ReadModule(typeof(AssemblyWeaver).Assembly.Location, new ReaderParameters { ReadSymbols = true });
        module.Write(source, new WriterParameters { WriteSymbols = true, SymbolWriterProvider = new PortablePdbWriterProvider() });
        return source;
    }

    WeavingResult Weave(string source)
    {
        var result = AssemblyFile.Weave(source, Target, _everything);
        result.BodyCount.ShouldBeGreaterThan(100);
        return result;
    }

    /// <summary>What is said of symbols.</summary>
    string? ShouldHaveNoSymbols(string source)
    {
        var result = Weave(source);
        File.Exists(Path.ChangeExtension(Target, ".pdb")).ShouldBeFalse();
        return result.Diagnostics.SingleOrDefault()?.ToString();
    }
}
