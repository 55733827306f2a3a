using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace MemoryProfiler.Architecture.Tests.Api;

/// <summary>The library for .NET Standard, as a program gets it for which there is no other: what is called runs on, unrecorded.</summary>
public sealed class StandardLibraryTests
{
    static readonly Assembly _library = new AssemblyLoadContext("standard").LoadFromAssemblyPath(Path.GetFullPath(Repository.Lists("StandardRuntime").Single()));
    static readonly string _note =
        $"Nothing was recorded: MemoryProfiler records in programs that are built for .NET 8 or later. This one runs on {RuntimeInformation.FrameworkDescription} with its library for .NET Standard, which only lets woven code run.";

    [Fact]
    public void It_is_the_assembly_that_woven_code_names() =>
        _library.GetName().FullName.ShouldBe(typeof(ProfileAttribute).Assembly.GetName().FullName);

    [Theory]
    [InlineData("MemoryProfiler.Probes.Probe")]
    [InlineData("MemoryProfiler.Probes.CalledProbe")]
    [InlineData("MemoryProfiler.Probes.AsyncProbe")]
    [InlineData("MemoryProfiler.Assertions.Limits.LimitProbe")]
    public void A_probe_gives_what_says_that_nothing_is_recorded(string type)
    {
        var probes = Type(type).GetMethods(BindingFlags.Public | BindingFlags.Static);
        probes.Length.ShouldBe(typeof(ProfileAttribute).Assembly.GetType(type)!.GetMethods(BindingFlags.Public | BindingFlags.Static).Length);
        foreach (var probe in probes)
        {
            var called = probe.IsGenericMethodDefinition ? probe.MakeGenericMethod([.. probe.GetGenericArguments().Select(_ => typeof(int))]) : probe;
            // Those by reference too: a state machine's field for its call stays 0.
            var arguments = called.GetParameters().Select(parameter => Default(parameter.ParameterType)).ToArray();
            var before = arguments.ToArray();
            called.Invoke(null, arguments).ShouldBe(called.ReturnType == typeof(void) ? null : Default(called.ReturnType), probe.Name);
            arguments.ShouldBe(before, probe.Name);
        }
    }

    [Fact]
    public void A_report_is_one_note()
    {
        using var writer = new StringWriter();
        Call("MemoryProfiler.MemoryReport", "Print", writer);
        writer.ToString().ShouldBe($"Note: {_note}{Environment.NewLine}");
    }

    [Fact]
    public void An_assertion_runs_its_delegate_once_and_notes_that_nothing_was_measured()
    {
        var runs = 0;
        dynamic measured = Call("MemoryProfiler.MemoryAssert", "DoesNotAllocate", (Action)(() => runs += new byte[1000].Length))!;
        runs.ShouldBe(1000);
        ((int)measured.Calls).ShouldBe(1);
        ((IEnumerable<string>)measured.Notes).ShouldBe([_note]);
    }

    [Fact]
    public async Task A_recording_runs_its_delegate_and_holds_the_note_alone()
    {
        var runs = 0;
        dynamic recording = Call("MemoryProfiler.MemoryMonitor", "MeasureAsync", (Func<Task>)(async () =>
        {
            await Task.Yield();
            runs++;
        }), null)!;
        dynamic recorded = await recording;
        runs.ShouldBe(1);
        ((IEnumerable<object>)recorded.Series).ShouldBeEmpty();
        ((IEnumerable<string>)recorded.Notes).ShouldBe([_note]);
    }

    static Type Type(string name) => _library.GetType(name, throwOnError: true)!;

    static object? Call(string type, string method, params object?[] arguments) =>
        Type(type).GetMethods().Single(found => found.Name == method && !found.IsGenericMethod && found.GetParameters() is var parameters
            && parameters.Length == arguments.Length && parameters[0].ParameterType.IsInstanceOfType(arguments[0])).Invoke(null, arguments);

    static object? Default(Type type) => type.IsByRef ? Default(type.GetElementType()!) : type.IsValueType ? Activator.CreateInstance(type) : null;
}
