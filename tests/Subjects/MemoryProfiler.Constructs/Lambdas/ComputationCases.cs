namespace MemoryProfiler.Constructs.Lambdas;

/// <summary>Lambdas that only compute, which are counted and no more, beside such that look like them and may allocate or throw.</summary>
public static class ComputationCases
{
    static readonly Dictionary<string, int> _stock = new() { ["pear"] = 3, ["apple"] = 12, ["plum"] = 7 };
    static readonly Point[] _points = [new(1, 2), new(3, 4), new(5, 6)];
    static readonly string[] _names = ["a", "b"];
    static readonly Point?[] _places = [new Point(1, 2), null];

    [AllocationCase, Profile]
    public static int Counted()
    {
        var limit = Limit(); // 1 x 0 B
        var sum = Sum(_points, static point => point.X + point.Inner.Z); // 3 x
        sum += Sum(_points, static point => // 1 x
            point.Y > 2 ? point.Y : -point.Y); // 3 x 0 B self 0 B
        sum += Sum(_stock, // 1 x
            static item => item.Value); // 3 x 0 B self 0 B
        sum += Sum(_stock, // 1 x
            item => item.Value > limit ? item.Value % 5 : 0); // 3 x 0 B self 0 B
        sum += Sum(_places, // 1 x
            static place => place.HasValue ? 1 : 2); // 2 x 0 B self 0 B
        sum += Sum(_points, // 1 x
            static (point) =>
            {
                return 4; // 3 x 0 B self 0 B
            });
        return sum + Local(2) + Local(3); // 1 x 0 B

        static int Local(int number) =>
            number * number; // 2 x 0 B self 0 B
    }

    [AllocationCase(Overlap = 96), Profile]
    public static int Entered()
    {
        var sum = Sum(_points, // 1 x
            static point => new byte[point.X].Length); // 3 x 96 B self 96 B
        sum += Sum(_points, // 1 x
            static point => 60 / point.X); // 3 x 0 B
        sum += Sum(_names, // 1 x
            static name => name.Length); // 2 x 0 B
        sum += Sum(_points, // 1 x
            static point => checked(point.X + point.Y)); // 3 x 0 B
        sum += Sum(_points, // 1 x
            static point => point.Sum); // 3 x 0 B
        sum += Sum(_points, // 1 x
            static point =>
            {
                var twice = point.X * 2; // 3 x 0 B
                return twice + 1; // 3 x 0 B
            });
        return sum; // 1 x 0 B
    }

    static int Limit() => _stock.Count;

    static int Sum<T>(IEnumerable<T> all, Func<T, int> number)
    {
        var sum = 0;
        foreach (var one in all)
            sum += number(one);
        return sum;
    }

    struct Depth(int z)
    {
        public int Z = z;
    }

    struct Point(int x, int y)
    {
        public int X = x;
        public int Y = y;
        public Depth Inner = new(y);

        public readonly int Sum => X + Y;
    }
}
