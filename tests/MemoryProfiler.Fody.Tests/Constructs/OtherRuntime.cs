using System.Reflection;

namespace MemoryProfiler.Fody.Tests.Constructs;

/// <summary>Where the runtime itself allocates something else than the samples say: they are written for .NET 10 and its state machines.</summary>
static class OtherRuntime
{
    const MethodImplAttributes RuntimeAsync = (MethodImplAttributes)0x2000;

    // A delegate is 8 bytes smaller.
    static readonly string[] _delegates =
    [
        "Allocations.CallCases.Closure",
        "Allocations.CallCases.MethodGroup",
        "Async.BuilderCases.BoxedAtEachSuspension",
        "Async.BuilderCases.BoxedAtEachSuspensionProfiled",
        "Flow.ArmCases.AsyncArms",
        "Flow.ArmCases.IteratorArms",
        "Flow.ArmCases.LambdaArms",
        "Flow.ArmCases.LocalFunctionArms",
        "Lambdas.HandedOutCases.Capturing",
        "Lambdas.HandedOutCases.Generic",
        "Lambdas.LambdaCases.AsyncLambda",
    ];

    // The task is made behind the call, and an awaiter is boxed at each suspension as long as code is not optimised.
    static readonly string[] _tasks =
    [
        "Async.AsyncCases.Handlers",
        "Async.AsyncCases.Hops",
        "Async.AsyncTaskCases.AtOnce",
        "Async.AsyncTaskCases.Generic",
        "Async.AsyncTaskCases.InFinally",
        "Async.AsyncTaskCases.Recursion",
        "Async.AsyncTaskCases.StartsAndDoesNotWait",
    ];

    static readonly Lazy<bool> _suspends = new(() => WovenConstructs.Of(Support.Build.Release).Plain.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Any(method => (method.MethodImplementationFlags & RuntimeAsync) != 0));

    /// <summary>Whether the samples are compiled for the runtime's own async.</summary>
    public static bool Suspends => _suspends.Value;

    /// <summary>Whether a case's figures are others than its lines say; they are still those of the bracket.</summary>
    public static bool AllocatesOtherwise(string allocationCase) =>
        (Environment.Version.Major > 10 && _delegates.Contains(allocationCase)) || (Suspends && _tasks.Contains(allocationCase));
}
