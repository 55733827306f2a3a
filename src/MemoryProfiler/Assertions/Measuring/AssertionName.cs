namespace MemoryProfiler.Assertions.Measuring;

/// <summary>Which assertion it is, by the names of its two methods.</summary>
/// <param name="sync">The one for a delegate that returns when its work is done.</param>
/// <param name="onTask">The one for a delegate that returns a task.</param>
readonly struct AssertionName(string sync, string onTask)
{
    /// <summary>Whether the user called the one for a task.</summary>
    public bool IsAsync { get; init; }

    /// <summary>How a delegate looks that the one for a task takes.</summary>
    public string AsyncDelegate { get; init; } = "async () => …";

    /// <summary>The name of the method the user called.</summary>
    public string Called => IsAsync ? onTask : sync;

    /// <summary>The method for a task, as sentences name it.</summary>
    public string OnTask => $"MemoryAssert.{onTask}";

    /// <summary>The same assertion, called with a delegate that returns a task.</summary>
    public AssertionName ForTask => this with { IsAsync = true };

    /// <summary>The method the user called, as sentences name it.</summary>
    public override string ToString() => $"MemoryAssert.{Called}";
}
