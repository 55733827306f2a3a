namespace MemoryProfiler.Statements.Inputs;

/// <summary>Is finalized.</summary>
sealed class Finalizable
{
    ~Finalizable()
    {
    }
}
