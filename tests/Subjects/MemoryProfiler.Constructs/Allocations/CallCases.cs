using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Allocations;

public static class CallCases
{
    static event Action? Rang;

    [AllocationCase, Profile]
    public static object UnprofiledCallee()
    {
        var made = Make(100); // 1 x 128 B self 128 B
        return made;
    }

    [AllocationCase, Profile]
    public static object ProfiledCallee()
    {
        var own = new byte[8]; // 1 x 32 B self 32 B
        var theirs = Profiled(1000); // 1 x 1024 B self 0 B
        return own.Length > 0 ? theirs : own;
    }

    [AllocationCase, Profile]
    public static object ProfiledCalleeInALoop()
    {
        object last = "";
        for (var i = 0; i < 3; i++) // 4 x 0 B
            last = Profiled(new byte[10].Length); // 3 x 240 B self 120 B
        return last;
    }

    [AllocationCase, Profile]
    public static object ThreeDeep()
    {
        return Middle(); // 1 x 176 B self 0 B
    }

    [AllocationCase, Profile]
    public static object ThroughUnprofiled()
    {
        return Between(); // 1 x 80 B self 40 B
    }

    [AllocationCase, Profile]
    public static object Recursion()
    {
        return Countdown(5); // 1 x 240 B self 0 B
    }

    [AllocationCase, Profile]
    public static int MutualRecursion()
    {
        return Ping(4); // 1 x 200 B self 0 B
    }

    [AllocationCase, Profile]
    public static int Closure()
    {
        var captured = 5;
        Func<int> read = () => captured; // 1 x 64 B
        return read();
    }

    [AllocationCase, Profile]
    public static int CachedLambda()
    {
        Func<int, int> twice = x => x * 2; // 1 x 0 B
        return twice(4); // 1 x 0 B
    }

    [AllocationCase(Overlap = 40), Profile]
    public static int AllocatingLambda()
    {
        Func<int, byte[]> make = static n => // 1 x 0 B
            new byte[n]; // 1 x 40 B self 40 B
        return make(10).Length; // 1 x 40 B self 0 B
    }

    [AllocationCase(Overlap = 40), Profile]
    public static object LocalFunction()
    {
        return Local(16); // 1 x 40 B self 0 B

        static byte[] Local(int n) =>
            new byte[n]; // 1 x 40 B self 40 B
    }

    [AllocationCase, Profile]
    public static object GenericInstantiations()
    {
        var text = Wrapped("x"); // 1 x 24 B self 0 B
        var number = Wrapped(5); // 1 x 24 B self 0 B
        return text.Equals(number);
    }

    [AllocationCase, Profile]
    public static object Constructors()
    {
        return new Made(3); // 1 x 128 B self 32 B
    }

    [AllocationCase, Profile]
    public static object Properties()
    {
        var made = new Plain(); // 1 x 24 B
        made.Size = 8; // 1 x 32 B self 0 B
        return made.Fresh; // 1 x 48 B self 0 B
    }

    [AllocationCase, Profile]
    public static object Operators()
    {
        var sum = new Plain() + new Plain(); // 1 x 88 B self 48 B
        return sum;
    }

    [AllocationCase, Profile]
    public static int Interfaces()
    {
        IMaker maker = new Plain(); // 1 x 24 B self 24 B
        return maker.Make().Length; // 1 x 32 B self 0 B
    }

    [AllocationCase, Profile]
    public static void Events()
    {
        Action handler = static () => { }; // 1 x 0 B
        Rang += handler; // 1 x 0 B
        Rang += handler;
        Rang?.Invoke(); // 1 x 0 B
        Rang -= handler;
        Rang -= handler; // 1 x 0 B
    }

    [AllocationCase, Profile]
    public static object MethodGroup()
    {
        Func<int, object> make = new Plain().MakeMany; // 1 x 88 B
        return make(1); // 1 x 32 B
    }

    [AllocationCase, Profile]
    public static object ExtensionCall() => 5.Times(3);

    [Profile]
    static object Times(this int size, int count)
    {
        var all = new object[count];
        for (var i = 0; i < count; i++)
            all[i] = new byte[size];
        return all;
    }

    [Profile]
    static byte[] Profiled(int size)
    {
        return new byte[size];
    }

    [Profile]
    static object Middle()
    {
        var own = new byte[24];
        return Profiled(own.Length + 80);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static object Between()
    {
        _ = new byte[16];
        return Profiled(16);
    }

    [Profile]
    static object Countdown(int n)
    {
        object made = new byte[16];
        if (n > 0)
            return Countdown(n - 1);
        return made;
    }

    [Profile]
    static int Ping(int n)
    {
        _ = new byte[16];
        return n == 0 ? 0 : Pong(n - 1);
    }

    [Profile]
    static int Pong(int n)
    {
        return n == 0 ? new byte[16].Length : Ping(n - 1) + new byte[16].Length;
    }

    [Profile]
    static object Wrapped<T>(T value) => new Holder<T>(value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static object Make(int size) => new byte[size];

    interface IMaker
    {
        byte[] Make();
    }

    sealed class Holder<T>(T value)
    {
        public T Value => value;
    }

    sealed class Made
    {
        readonly byte[] _first = new byte[8];
        readonly byte[] _second;

        [Profile]
        public Made(int size)
        {
            _second = new byte[size + 37];
        }

        public int Size => _first.Length + _second.Length;
    }

    sealed class Plain : IMaker
    {
        byte[] _bytes = [];

        [Profile]
        public int Size
        {
            get => _bytes.Length;
            set => _bytes = new byte[value];
        }

        [Profile]
        public byte[] Fresh => new byte[24];

        [Profile]
        public byte[] Make() => new byte[8];

        public object MakeMany(int size) => new byte[size];

        [Profile]
        public static Plain operator +(Plain a, Plain b)
        {
            a._bytes = new byte[16];
            return a;
        }
    }
}
