using System.Runtime.InteropServices;
using System.Text;
using MemoryProfiler.Torture.Corpus;
using MemoryProfiler.Weaving;
using MemoryProfiler.Weaving.Images;
using Mono.Cecil;

namespace MemoryProfiler.Torture.Tests.Constructs;

public sealed class ImageTests : IDisposable
{
    static readonly WeavingOptions _everything = new() { AllMethods = true };

    readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_precompiled_image_becomes_one_of_IL_for_the_same_processor()
    {
        var target = Path.Combine(_scratch.Path, "System.Linq.dll");
        AssemblyFile.Weave(Path.Combine(AssemblyGroups.Framework, "System.Linq.dll"), target, _everything).BodyCount.ShouldBeGreaterThan(1_000);
        using var module = ModuleDefinition.ReadModule(target);
        (module.Attributes & ModuleAttributes.ILOnly).ShouldBe(ModuleAttributes.ILOnly);
        ((int)module.Attributes & 4).ShouldBe(0);
        module.Architecture.ShouldBe(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? TargetArchitecture.ARM64 : TargetArchitecture.AMD64);
    }

    [Fact]
    public void The_core_library_is_left_as_it_is()
    {
        var target = Path.Combine(_scratch.Path, "System.Private.CoreLib.dll");
        AssemblyFile.Weave(Path.Combine(AssemblyGroups.Framework, "System.Private.CoreLib.dll"), target, _everything).BodyCount.ShouldBe(0);
        File.Exists(target).ShouldBeFalse();
    }

    [Fact]
    public void The_profiler_is_left_as_it_is() =>
        AssemblyFile.Weave(typeof(ProfileAttribute).Assembly.Location, Path.Combine(_scratch.Path, "MemoryProfiler.dll"), _everything).BodyCount.ShouldBe(0);

    [Fact]
    public void Symbols_of_another_build_count_as_none()
    {
        var source = Copy();
        File.Copy(Path.ChangeExtension(typeof(ProfileAttribute).Assembly.Location, ".pdb"), Path.ChangeExtension(source, ".pdb"));
        ShouldHaveNoSymbols(source);
    }

    [Fact]
    public void Symbols_of_another_format_count_as_none()
    {
        var source = Copy();
        File.WriteAllBytes(Path.ChangeExtension(source, ".pdb"), Encoding.ASCII.GetBytes("Microsoft C/C++ MSF 7.00\r\n" + new string('x', 2_000)));
        ShouldHaveNoSymbols(source);
    }

    [Fact]
    public void Symbols_beside_the_assembly_are_used()
    {
        var target = Path.Combine(_scratch.Path, "target.dll");
        AssemblyFile.Weave(typeof(ImageTests).Assembly.Location, target, _everything);
        File.Exists(Path.ChangeExtension(target, ".pdb")).ShouldBeTrue();
    }

    [Fact]
    public void A_reference_to_the_profiler_is_added_where_there_was_none()
    {
        var target = Path.Combine(_scratch.Path, "woven.dll");
        AssemblyFile.Weave(typeof(Newtonsoft.Json.JsonConvert).Assembly.Location, target, _everything);
        using var module = ModuleDefinition.ReadModule(target);
        module.AssemblyReferences.Count(reference => reference.Name == "MemoryProfiler").ShouldBe(1);
    }

    string Copy()
    {
        var source = Path.Combine(_scratch.Path, "source.dll");
        File.Copy(typeof(AssemblyGroups).Assembly.Location, source);
        return source;
    }

    void ShouldHaveNoSymbols(string source)
    {
        var target = Path.Combine(_scratch.Path, "target.dll");
        AssemblyFile.Weave(source, target, _everything).BodyCount.ShouldBeGreaterThan(100);
        File.Exists(Path.ChangeExtension(target, ".pdb")).ShouldBeFalse();
    }
}
