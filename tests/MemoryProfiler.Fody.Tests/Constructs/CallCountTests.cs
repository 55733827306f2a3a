using MemoryProfiler.Fody.Tests.Support;

namespace MemoryProfiler.Fody.Tests.Constructs;

public class CallCountTests
{
    [Theory]
    [InlineData("Lambdas.LambdaConstructs.RunAfterTheMethodReturned", "LambdaConstructs.Stored(int count)", 1)]
    [InlineData("Lambdas.LambdaConstructs.EventHandlers", "LambdaConstructs.Subscribe(LambdaConstructs.Bell bell)", 1)]
    [InlineData("Lambdas.LocalFunctionConstructs.Recursion", "LocalFunctionConstructs.Fibonacci(int n)", 1)]
    [InlineData("Lambdas.LocalFunctionConstructs.MarkedItself", "LocalFunctionConstructs.Marked(int value)", 1)]
    [InlineData("Iterators.IteratorConstructs.EnumeratedTwice", "IteratorConstructs.UpTo(int count)", 4)]
    [InlineData("Async.AsyncStreamConstructs.EnumeratedTwice", "AsyncStreamConstructs.Numbers(TextWriter output, int count)", 2)]
    [InlineData("Async.AsyncFailureConstructs.DeepRecursion", "AsyncFailureConstructs.Deep(int depth)", 201)]
    public void A_call_is_counted_once_however_many_parts_and_segments_it_has(string construct, string method, long calls)
    {
        foreach (var build in Enum.GetValues<Build>())
        {
            var before = Calls(method);
            ConstructRun.Of(WovenConstructs.Of(build).Woven, construct);
            (Calls(method) - before).ShouldBe(calls, build.ToString());
        }
    }

    // Both builds' methods have the same names.
    static long Calls(string method) => MemoryReport.Capture().Methods.Where(m => m.Name == method).Sum(m => m.Calls);
}
