using MemoryProfiler.Fody.Tests.Constructs;
using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Weaving;
using Mono.Cecil;

namespace MemoryProfiler.Fody.Tests.Images;

public class AllMethodsTests
{
    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void No_body_has_two_activations(Build build)
    {
        using var module = WovenFile.Read(WovenConstructs.Of(build).PlainPath);
        Weave(module);
        module.GetTypes().SelectMany(type => type.Methods)
            .Where(method => method.HasBody && method.Body.Instructions.Count(Twins.IsEntry) > 1)
            .Select(method => method.FullName).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Lambdas.LambdaCases.AsyncLambda", Build.Debug)]
    [InlineData("Lambdas.LambdaCases.AsyncLambda", Build.Release)]
    [InlineData("Iterators.IteratorCases.LocalIterator", Build.Debug)]
    [InlineData("Iterators.IteratorCases.LocalIterator", Build.Release)]
    public void An_async_lambda_and_a_local_iterator_have_the_bytes_of_the_unwoven_call(string name, Build build)
    {
        var plain = WovenConstructs.Of(build);
        using var module = WovenFile.Read(plain.PlainPath);
        Weave(module);
        var path = Path.Combine(WovenFile.NewFolder($"AllMethods.{name}.{build}"), Path.GetFileName(plain.PlainPath));
        module.Write(path, new WriterParameters { WriteSymbols = true });
        var measured = MeasuredCase.Of(plain.Plain, SampleContext.Load(path), name);
        measured.AllocatedBytes.ShouldBe(measured.PlainBracket);
        measured.SelfBytesOfAllMethods.ShouldBe(measured.PlainBracket);
        measured.LowestFigure.ShouldBe(0);
    }

    static void Weave(ModuleDefinition module) =>
        new AssemblyWeaver(module, new WeavingOptions { ProjectDirectory = WovenFile.ProjectDirectory, AllMethods = true }).Weave();
}
