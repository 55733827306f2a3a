using System.Globalization;

namespace MemoryProfiler.Constructs.Members;

public static class PropertyConstructs
{
    [Construct]
    public static void GetAndSet(TextWriter output)
    {
        var thermometer = new Thermometer { Celsius = 20 };
        thermometer.Celsius += 5;
        output.WriteLine(thermometer.Celsius);
        Outcome.Write(output, () => thermometer.Celsius = -300);
    }

    [Construct]
    public static void InitSetter(TextWriter output)
    {
        var label = new Label { Text = "  padded ", Number = 4 };
        output.WriteLine($"[{label.Text}] {label.Number}");
        Outcome.Write(output, () => _ = new Label { Text = null! });
    }

    [Construct]
    public static void FieldKeyword(TextWriter output)
    {
        var label = new Label { Text = "x", Trimmed = "  y " };
        output.WriteLine($"[{label.Trimmed}]");
    }

    [Construct]
    public static void RequiredMembers(TextWriter output) => output.WriteLine(new Strict { Name = "n" }.Name);

    [Construct]
    public static void Indexer(TextWriter output)
    {
        var grid = new Grid();
        grid[1, 2] = 7;
        grid["row"] = 3;
        output.WriteLine($"{grid[1, 2]} {grid["row"]} {grid[^1]}");
        Outcome.Write(output, () => output.WriteLine(grid[9, 9]));
    }

    [Construct]
    public static void RefReturningProperty(TextWriter output)
    {
        var grid = new Grid();
        grid.First = 9;
        output.WriteLine($"{grid.First} {grid.Last}");
    }

    [Construct]
    public static void StaticProperty(TextWriter output)
    {
        Thermometer.Unit = "F";
        output.WriteLine(Thermometer.Unit);
        Thermometer.Unit = "C";
    }

    [Construct]
    public static void Events(TextWriter output)
    {
        var bell = new Bell();
        EventHandler<string> handler = (_, text) => output.WriteLine("heard " + text);
        bell.Rang += handler;
        bell.Ring("one");
        bell.Rang -= handler;
        bell.Ring("two");
        output.WriteLine(bell.Changes);
    }

    sealed class Thermometer
    {
        double _celsius;
        static string _unit = "C";

        [Profile]
        public double Celsius
        {
            get => _celsius;
            set
            {
                if (value < -273.15)
                    throw new ArgumentOutOfRangeException(nameof(value), value, "below zero");
                _celsius = value;
            }
        }

        public static string Unit
        {
            [Profile]
            get { return _unit; }
            [Profile]
            set { _unit = value; }
        }
    }

    sealed class Label
    {
        readonly string _text = "";
        readonly int _number;

        [Profile]
        public string Text
        {
            get => _text;
            init
            {
                ArgumentNullException.ThrowIfNull(value);
                _text = value.Trim();
            }
        }

        public int Number
        {
            get => _number;
            [Profile]
            init => _number = value * 10;
        }

        [Profile]
        public string Trimmed
        {
            get;
            set => field = value.Trim();
        } = "";
    }

    sealed class Strict
    {
        [Profile]
        public required string Name { get; init; }
    }

    sealed class Grid
    {
        readonly int[] _cells = new int[16];
        readonly Dictionary<string, int> _named = [];

        public int Length => _cells.Length;

        public ref int First
        {
            [Profile]
            get { return ref _cells[0]; }
        }

        public ref readonly int Last
        {
            [Profile]
            get => ref _cells[^1];
        }

        [Profile]
        public int this[int x, int y]
        {
            get => _cells[(y * 4) + x];
            set => _cells[(y * 4) + x] = value;
        }

        [Profile]
        public int this[string name]
        {
            get { return _named[name]; }
            set { _named[name] = value; }
        }

        [Profile]
        public string this[int index] => _cells[index].ToString(CultureInfo.InvariantCulture);
    }

    sealed class Bell
    {
        EventHandler<string>? _rang;

        public int Changes { get; private set; }

        [Profile]
        public event EventHandler<string> Rang
        {
            add
            {
                Changes++;
                _rang += value;
            }
            remove
            {
                Changes++;
                _rang -= value;
            }
        }

        [Profile]
        public void Ring(string text) => _rang?.Invoke(this, text);
    }
}
