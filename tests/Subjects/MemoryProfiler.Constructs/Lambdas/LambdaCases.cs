namespace MemoryProfiler.Constructs.Lambdas;

public static class LambdaCases
{
    [AllocationCase(Overlap = 160), Profile]
    public static int Nested()
    {
        Func<byte[]> outer = static () => // 1 x 0 B
        {
            Func<byte[]> inner = static () => // 1 x 0 B
                new byte[8]; // 2 x 64 B self 64 B
            GC.KeepAlive(new byte[8]); // 1 x 32 B
            return inner().Length > 0 ? inner() : []; // 1 x 64 B self 0 B
        };
        return outer().Length; // 1 x 96 B self 0 B
    }

    [AllocationCase(Overlap = 96), Profile]
    public static int LoopVariables()
    {
        var sum = 0; // 1 x 0 B
        foreach (var size in _sizes) // 4 x 0 B
            sum += Run(size); // 3 x 96 B self 0 B
        return sum; // 1 x 0 B

        static int Run(int size) =>
            new byte[size].Length; // 3 x 96 B self 96 B
    }

    [AllocationCase(Overlap = 224), Profile]
    public static int RecursiveLocal()
    {
        return Down(3); // 1 x 128 B self 0 B

        static int Down(int depth)
        {
            GC.KeepAlive(new byte[8]); // 4 x 128 B self 128 B
            return depth == 0 ? 0 : 1 + Down(depth - 1); // 4 x 96 B self 0 B
        }
    }

    [AllocationCase, Profile]
    public static object Deferred()
    {
        return _deferred(); // 1 x
    }

    [AllocationCase, Profile]
    public static object FieldInitializer()
    {
        return new Shared(3).Make(8); // 1 x 56 B self 24 B
    }

    [AllocationCase(Overlap = 40), Profile]
    public static int Events()
    {
        var bell = new Bell(); // 1 x 24 B
        bell.Rang += static (_, _) => // 1 x 0 B
            GC.KeepAlive(new byte[16]); // 1 x 40 B
        bell.Ring(); // 1 x 40 B self 0 B
        return 0; // 1 x 0 B
    }

    [AllocationCase(Overlap = 232, OverlapInDebug = 216, AsyncCalls = 1, Suspensions = 1), Profile]
    public static Task AsyncLambda()
    {
        Func<Task> run = static async () => // 1 x 0 B
        {
            GC.KeepAlive(new byte[8]); // 1 x 32 B
            await MemoryProfiler.Constructs.Async.Hop.ToFirst; // 1 x
            GC.KeepAlive(new byte[16]); // 1 x 40 B
        };
        return run(); // 1 x
    }

    static readonly int[] _sizes = [1, 5, 8];
    static readonly Func<object> _deferred = MakeDeferred();

    [Profile]
    static Func<object> MakeDeferred() => static () =>
    {
        var first = new byte[8]; // 1 x 32 B
        return new byte[first.Length * 2]; // 1 x 40 B
    };

    sealed class Bell
    {
        public event EventHandler? Rang;

        public void Ring() => Rang?.Invoke(this, EventArgs.Empty);
    }

    sealed class Shared
    {
        readonly Func<int, byte[]> _make = static size => new byte[size];

        [Profile]
        public Shared(int unused) => _ = unused;

        [Profile]
        public Shared()
        {
        }

        public byte[] Make(int size) => _make(size);
    }
}
