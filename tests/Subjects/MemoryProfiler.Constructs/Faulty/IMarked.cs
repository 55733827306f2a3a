namespace MemoryProfiler.Constructs.Faulty;

public interface IMarked
{
    [Profile]
    string Name { get; }

    [Profile]
    void Act(string how);
}
