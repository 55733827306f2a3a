namespace MemoryProfiler.Statements.Inputs;

/// <summary>Has methods to refer to.</summary>
sealed class Worker
{
    public int AddOne(int x) => x + 1;

    public void Rest()
    {
    }

    public void Stop()
    {
    }
}
