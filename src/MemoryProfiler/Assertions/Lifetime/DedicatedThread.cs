namespace MemoryProfiler.Assertions.Lifetime;

/// <summary>
/// Runs code on a thread of its own. Where objects must become collectable nothing else will do. In code that is not
/// optimised a local lives as long as its method, whatever is assigned to it. The stack of a caller keeps it.
/// </summary>
static class DedicatedThread
{
    /// <summary>Waits for the code; what it throws comes through.</summary>
    public static T Run<T>(Func<T> code) => RunAsync(code).GetAwaiter().GetResult();

    /// <summary>The same without keeping the caller's thread, so that its stack can go meanwhile.</summary>
    public static Task<T> RunAsync<T>(Func<T> code)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                result.SetResult(code());
            }
            catch (Exception e)
            {
                result.SetException(e);
            }
        })
        { IsBackground = true, Name = "MemoryAssert" };
        thread.Start();
        return result.Task;
    }
}
