namespace MemoryProfiler.Constructs.Faulty;

// Members of the same names as the interface's: a message about those must not point here.
public sealed class Implementer : IMarked
{
    public string Name { get; } = "implementer";

    public void Act(string how)
    {
        _ = how;
    }
}
