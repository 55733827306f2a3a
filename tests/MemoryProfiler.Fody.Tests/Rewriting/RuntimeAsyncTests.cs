using System.Text;
using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Weaving;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Rewriting;

/// <summary>Methods that the runtime itself suspends, as the compiler writes them and as they are woven. They run on .NET 11: see eng/check-runtime-async.sh.</summary>
public sealed class RuntimeAsyncTests
{
    const string Source = """
        using System;
        using System.Runtime.CompilerServices;
        using System.Threading.Tasks;
        using MemoryProfiler;

        public static class Code
        {
            [Profile]
            public static async Task<int> Calls(int n)
            {
                var made = new byte[n];
                return made.Length + await Leaf(n) + await Leaf(n).ConfigureAwait(false);
            }

            [Profile]
            public static async ValueTask<int> Leaf(int n)
            {
                await Task.Yield();
                return n;
            }

            [Profile]
            public static async Task Handlers(Task task)
            {
                try
                {
                    await task;
                }
                catch (InvalidOperationException e) when (e.Message.Length > 3)
                {
                    Console.WriteLine(e);
                }
                finally
                {
                    Console.WriteLine();
                }
            }

            [Profile]
            public static async Task Struct(Awaited awaited) => await awaited;

            [Profile]
            public static async Task Lambda()
            {
                Func<Task> lambda = async () => await Task.Delay(1);
                await Task.Run(lambda);
            }

            [Profile, MaxAllocation("1 KB")]
            public static async Task<string> Limited(bool early)
            {
                if (early)
                    return "";
                await Task.Yield();
                return "late";
            }

            [Profile]
            public static async Task<int> Constant() => 5;

            [Profile]
            public static Task<int> Plain() => Leaf(1).AsTask();
        }

        public struct Awaited(object kept) : ICriticalNotifyCompletion
        {
            public Awaited GetAwaiter() => this;
            public bool IsCompleted => kept is null;
            public void GetResult() { }
            public void OnCompleted(Action continuation) { }
            public void UnsafeOnCompleted(Action continuation) { }
        }
        """;

    static readonly string[] _builds = ["-optimize+", "-optimize-"];

    static readonly Dictionary<string, Lazy<(ModuleDefinition Module, WeavingResult Result)>> _woven =
        _builds.ToDictionary(build => build, build => new Lazy<(ModuleDefinition, WeavingResult)>(() => Weave(build)));

    public static TheoryData<string> Builds => [.. _builds];

    [Theory, MemberData(nameof(Builds))]
    public void All_are_woven_without_a_message(string build)
    {
        var (module, result) = _woven[build].Value;
        result.Diagnostics.ShouldBeEmpty();
        result.MethodCount.ShouldBe(8);
        module.GetType("Code").Methods.Single(method => method.Name == "Calls").ImplAttributes.ShouldBe((MethodImplAttributes)0x2000);
    }

    [Theory, MemberData(nameof(Builds))]
    public void Nothing_stands_between_a_call_and_its_await(string build) =>
        Awaits(build, "Calls").Select(at => ((MethodReference)at.Previous.Operand).Name).ShouldBe(["Leaf", "ConfigureAwait"]);

    [Theory, MemberData(nameof(Builds))]
    public void Behind_each_await_the_activation_is_asked_for(string build)
    {
        foreach (var method in new[] { "Calls", "Leaf", "Handlers", "Struct", "Lambda", "Limited" })
        {
            foreach (var at in Awaits(build, method))
                Called(at.Next.Next).ShouldBe("AsyncProbe.Resume", method);
        }
    }

    [Theory, MemberData(nameof(Builds))]
    public void Each_handler_begins_with_the_activation(string build)
    {
        var handlers = Body(build, "Handlers").ExceptionHandlers;
        var own = handlers.Where(handler => handler != handlers[^1]).ToList();
        own.Count.ShouldBe(2);
        foreach (var start in own.SelectMany(handler => new[] { handler.HandlerStart, handler.FilterStart }).Where(start => start is not null))
            Called(start.Next).ShouldBe("AsyncProbe.Resume");
    }

    [Theory, MemberData(nameof(Builds))]
    public void A_call_ends_in_an_outermost_finally(string build)
    {
        foreach (var method in new[] { "Calls", "Leaf", "Handlers", "Struct", "Lambda", "Limited", "Constant" })
        {
            var end = Body(build, method).ExceptionHandlers[^1];
            end.HandlerType.ShouldBe(ExceptionHandlerType.Finally);
            Called(end.HandlerStart.Next).ShouldBe("AsyncProbe.Exit", method);
        }
    }

    [Theory, MemberData(nameof(Builds))]
    public void What_is_returned_is_the_result_and_not_the_task(string build)
    {
        var types = Body(build, "Limited").Variables.Select(variable => variable.VariableType.FullName).ToList();
        types.ShouldContain("System.String");
        types.ShouldNotContain(type => type.StartsWith("System.Threading.Tasks.Task", StringComparison.Ordinal));
        Body(build, "Handlers").Instructions.Count(at => at.OpCode == OpCodes.Ret).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Builds))]
    public void A_limit_is_checked_at_each_return_inside_the_finally(string build)
    {
        var body = Body(build, "Limited");
        var checks = body.Instructions.Where(at => Called(at) == "LimitProbe.CheckBefore").ToList();
        checks.Count.ShouldBe(build == "-optimize+" ? 2 : 1);
        var end = body.ExceptionHandlers[^1].HandlerStart.Offset;
        checks.ShouldAllBe(check => check.Offset < end);
    }

    [Theory, MemberData(nameof(Builds))]
    public void An_awaiter_that_is_a_struct_is_watched_in_its_place(string build)
    {
        var at = Awaits(build, "Struct").Single();
        ((GenericInstanceMethod)at.Operand).GenericArguments.Single().FullName.ShouldBe("MemoryProfiler.Probes.WatchedAwaiter`1<Awaited>");
        at.Previous.OpCode.ShouldBe(OpCodes.Ldobj);
        ((GenericInstanceMethod)Awaits(build, "Leaf").Single().Operand).GenericArguments.Single().Name.ShouldBe("YieldAwaiter");
    }

    [Theory, MemberData(nameof(Builds))]
    public void A_method_that_cannot_allocate_but_for_its_task_is_no_counted_one(string build)
    {
        Body(build, "Constant").Instructions.Count(at => Called(at) == "AsyncProbe.Enter").ShouldBe(1);
        Body(build, "Plain").Instructions.ShouldNotContain(at => Called(at) == "Probe.CountCall");
    }

    [Theory]
    [InlineData("-optimize+", 16, 8)]
    [InlineData("-optimize-", 24, 16)]
    public void What_weaving_adds_to_a_suspended_call_is_known(string build, int unguarded, int guarded)
    {
        OwnBytes(build, "Struct").ShouldBe(unguarded);
        OwnBytes(build, "Handlers").ShouldBe(guarded);
        // In a debug build the result's local is kept too.
        OwnBytes(build, "Calls").ShouldBe(build == "-optimize+" ? unguarded : unguarded + 8);
    }

    static int OwnBytes(string build, string method)
    {
        var enter = Body(build, method).Instructions.First(at => Called(at) == "AsyncProbe.Enter");
        return Convert.ToInt32(enter.Previous.Operand ?? enter.Previous.OpCode.Code - Code.Ldc_I4_0, null);
    }

    static IEnumerable<Instruction> Awaits(string build, string method) =>
        Body(build, method).Instructions.Where(at => at.Operand is MethodReference { DeclaringType.Name: "AsyncHelpers" });

    static MethodBody Body(string build, string method) => _woven[build].Value.Module.GetType("Code").Methods.Single(candidate => candidate.Name == method).Body;

    static string Called(Instruction at) => at.Operand is MethodReference called ? $"{called.DeclaringType.Name}.{called.Name}" : "";

    static (ModuleDefinition Module, WeavingResult Result) Weave(string build)
    {
        var folder = WovenFile.NewFolder("RuntimeAsync" + build);
        var path = Path.Combine(folder, "Code.cs");
        File.WriteAllText(path, Source, new UTF8Encoding(false));
        using var module = WovenFile.Read(SdkCompiler.Compile(path, build, "-features:runtime-async=on", "-nowarn:SYSLIB5007"));
        var result = new AssemblyWeaver(module, new WeavingOptions { ProjectDirectory = folder }).Weave();
        var written = new MemoryStream();
        module.Write(written);
        written.Position = 0;
        return (ModuleDefinition.ReadModule(written), result);
    }
}
