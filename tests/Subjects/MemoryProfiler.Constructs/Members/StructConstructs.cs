namespace MemoryProfiler.Constructs.Members;

public static class StructConstructs
{
    [Construct]
    public static void StructMethod(TextWriter output)
    {
        var point = new Point(1, 2);
        point.Move(3);
        output.WriteLine($"{point.X},{point.Y}");
    }

    [Construct]
    public static void ReadonlyStruct(TextWriter output)
    {
        var area = new Area(3, 4);
        output.WriteLine($"{area.Size} {area.Scale(2).Size} {area}");
    }

    [Construct]
    public static void RefStruct(TextWriter output)
    {
        var reader = new Reader("a,b,c");
        while (reader.Next(out var part))
            output.WriteLine(part.ToString());
    }

    [Construct]
    public static void RefField(TextWriter output)
    {
        var number = 1;
        var cell = new Cell(ref number);
        cell.Set(42);
        output.WriteLine(number);
    }

    [Construct]
    public static void NullableValueTypes(TextWriter output)
    {
        output.WriteLine($"{Half(8)} {Half(null) is null} {Lifted(1, null) is null} {Lifted(1, 2)}");
        Outcome.Write(output, () => output.WriteLine(Unwrap(null)));
    }

    [Construct]
    public static void StructDefaultConstructor(TextWriter output) =>
        output.WriteLine($"{new WithDefault().Value} {default(WithDefault).Value}");

    [Construct]
    public static void InlineArray(TextWriter output) => output.WriteLine(SumOfBuffer());

    [Profile]
    static int? Half(int? value) => value / 2;

    [Profile]
    static int? Lifted(int? a, int? b)
    {
        var sum = a + b;
        return sum;
    }

    [Profile]
    static int Unwrap(int? value)
    {
        return value!.Value;
    }

    [Profile]
    static int SumOfBuffer()
    {
        var buffer = new Buffer();
        for (var i = 0; i < 4; i++)
            buffer[i] = i * i;
        var sum = 0;
        foreach (var item in buffer)
            sum += item;
        return sum;
    }

    [System.Runtime.CompilerServices.InlineArray(4)]
    struct Buffer
    {
        int _first;
    }

    struct Point
    {
        public int X;
        public int Y;

        [Profile]
        public Point(int x, int y)
        {
            X = x;
            Y = y;
        }

        [Profile]
        public void Move(int by)
        {
            X += by;
            this = this with { Y = Y + by };
        }
    }

    readonly struct Area(int width, int height)
    {
        [Profile]
        public int Size => width * height;

        [Profile]
        public Area Scale(int factor) => new(width * factor, height * factor);

        [Profile]
        public override string ToString() => $"{width}x{height}";
    }

    ref struct Reader(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> _rest = text;

        [Profile]
        public bool Next(out ReadOnlySpan<char> part)
        {
            if (_rest.IsEmpty)
            {
                part = default;
                return false;
            }
            var comma = _rest.IndexOf(',');
            part = comma < 0 ? _rest : _rest[..comma];
            _rest = comma < 0 ? default : _rest[(comma + 1)..];
            return true;
        }
    }

    readonly ref struct Cell
    {
        readonly ref int _target;

        [Profile]
        public Cell(ref int target)
        {
            _target = ref target;
        }

        [Profile]
        public void Set(int value) => _target = value;
    }

    struct WithDefault
    {
        public int Value = 5;

        [Profile]
        public WithDefault()
        {
            Value *= 2;
        }
    }
}
