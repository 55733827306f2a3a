namespace MemoryProfiler.Benchmarks.Programs;

/// <summary>Tiny methods: four comparisons and their getters a call, as a geometry library has them.</summary>
[Profile]
public sealed class Envelope(double left, double right, double bottom, double top)
{
    static readonly Envelope[] _all = Some(100);

    double Left => left;

    double Right => right;

    double Bottom => bottom;

    double Top => top;

    /// <summary>How many pairs of some rectangles meet: all do, so each call compares four times.</summary>
    [NoProfile]
    public static int Run()
    {
        var count = 0;
        foreach (var one in _all)
        {
            foreach (var other in _all)
            {
                if (one.Intersects(other))
                    count++;
            }
        }
        return count;
    }

    bool Intersects(Envelope other) => Left <= other.Right && other.Left <= Right && Bottom <= other.Top && other.Bottom <= Top;

    [NoProfile]
    static Envelope[] Some(int count)
    {
        var random = new Random(1);
        var all = new Envelope[count];
        for (var i = 0; i < count; i++)
        {
            var (x, y) = (random.NextDouble(), random.NextDouble());
            all[i] = new Envelope(x, x + 1, y, y + 1);
        }
        return all;
    }
}
