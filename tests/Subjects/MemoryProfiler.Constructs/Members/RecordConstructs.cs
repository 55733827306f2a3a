using System.Text;

namespace MemoryProfiler.Constructs.Members;

public static class RecordConstructs
{
    [Construct]
    public static void RecordClass(TextWriter output)
    {
        var person = new Person("Ada", 36);
        output.WriteLine($"{person} {person.IsAdult} {person.Greet()} {person == new Person("Ada", 36)}");
    }

    [Construct]
    public static void RecordStruct(TextWriter output)
    {
        var size = new Size(2, 3);
        output.WriteLine($"{size} {size.Area()} {size.Equals(new Size(2, 3))}");
    }

    [Construct]
    public static void RecordWithBody(TextWriter output)
    {
        var range = new Span(1, 5);
        output.WriteLine($"{range} {range.Length}");
        Outcome.Write(output, () => _ = new Span(5, 1));
    }

    [Construct]
    public static void WithExpression(TextWriter output) => output.WriteLine(Older(new Person("Ada", 36)));

    [Construct]
    public static void RecordInheritance(TextWriter output)
    {
        Shape shape = new Circle(2);
        output.WriteLine($"{shape} {shape.Name()} {shape.Equals(new Circle(2))}");
    }

    [Profile]
    static Person Older(Person person)
    {
        var older = person with { Age = person.Age + 1 };
        return older with { Name = older.Name + "!" };
    }

    sealed record Person(string Name, int Age)
    {
        [Profile]
        public bool IsAdult => Age >= 18;

        [Profile]
        public string Greet() => $"Hello {Name}";
    }

    [Profile]
    readonly record struct Size(int Width, int Height)
    {
        public int Area() => Width * Height;
    }

    sealed record Span(int First, int Last)
    {
        public int Last { get; } = Last >= First ? Last : throw new ArgumentException("last before first");

        [Profile]
        public int Length
        {
            get
            {
                return Last - First + 1;
            }
        }
    }

    [Profile]
    abstract record Shape
    {
        public virtual string Name() => "shape";

        protected virtual bool PrintMembers(StringBuilder builder)
        {
            builder.Append("printed");
            return true;
        }
    }

    [Profile]
    sealed record Circle(int Radius) : Shape
    {
        public override string Name() => "circle and " + base.Name();
    }
}
