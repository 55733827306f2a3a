namespace MemoryProfiler.Constructs.Faulty;

// A mark around members without bodies says nothing of them.
[Profile]
public abstract class MarkedAround
{
    public abstract void Silent();

    public int Counted() => 3;
}
