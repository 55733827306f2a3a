namespace MemoryProfiler.Constructs.Members;

public static class ConstructorConstructs
{
    [Construct]
    public static void ConstructorWithInitializers(TextWriter output) => output.WriteLine(new Initialized("end").ToString());

    [Construct]
    public static void ChainedConstructors(TextWriter output) => output.WriteLine(new Derived().Log);

    [Construct]
    public static void PrimaryConstructor(TextWriter output)
    {
        var account = new Account("Ada", 10);
        account.Add(5);
        output.WriteLine(account.Show());
    }

    [Construct]
    public static void StaticConstructor(TextWriter output) => output.WriteLine(Prepared.Text);

    [Construct]
    public static void ThrowingStaticConstructor(TextWriter output) => Outcome.Write(output, () => output.WriteLine(Broken.Number));

    [Construct]
    public static void ThrowingConstructor(TextWriter output) => Outcome.Write(output, () => _ = new Guarded(null!));

    [Construct]
    public static void VirtualCallInConstructor(TextWriter output) => output.WriteLine(new Late().Seen);

    [Construct]
    public static void Finalizer(TextWriter output)
    {
        MakeGarbage();
        for (var i = 0; i < 10 && Finalized.Count == 0; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        output.WriteLine(Finalized.Count);
        Finalized.Count = 0;
    }

    static void MakeGarbage()
    {
        var thread = new Thread(() => _ = new Finalized());
        thread.Start();
        thread.Join();
    }

    sealed class Initialized
    {
        readonly List<int> _numbers = [1, 2, 3];
        readonly string _start = "start" + 1;

        readonly string _end;

        [Profile]
        public Initialized(string end)
        {
            _end = end;
        }

        [Profile]
        public override string ToString() => $"{_start} {_numbers.Count} {_end}";
    }

    class Base
    {
        [Profile]
        protected Base(string first) => Log = first;

        public string Log { get; protected set; }
    }

    sealed class Derived : Base
    {
        readonly string _own = "own";

        [Profile]
        public Derived()
            : this(41)
        {
            Log += ".outer";
        }

        [Profile]
        Derived(int number)
            : base($"base{number + 1}")
        {
            Log += "." + _own;
        }
    }

    [Profile]
    sealed class Account(string owner, int balance)
    {
        public void Add(int amount)
        {
            balance += amount;
        }

        public string Show() => $"{owner}: {balance}";
    }

    static class Prepared
    {
        public static readonly string Text;
        static readonly int _first = 3;

        [Profile]
        static Prepared()
        {
            var second = _first + 1;
            Text = $"{_first}{second}";
        }
    }

    static class Broken
    {
        public static readonly int Number;

        [Profile]
        static Broken()
        {
            Number = int.Parse("not a number");
        }
    }

    sealed class Guarded
    {
        [Profile]
        public Guarded(string text)
        {
            ArgumentNullException.ThrowIfNull(text);
            Length = text.Length;
        }

        public int Length { get; }
    }

    abstract class Early
    {
        [Profile]
        protected Early()
        {
            Seen = Describe();
        }

        public string Seen { get; }

        protected abstract string Describe();
    }

    sealed class Late : Early
    {
        readonly string _text = "set before the base constructor";

        [Profile]
        protected override string Describe() => _text;
    }

    sealed class Finalized
    {
        public static int Count;

        [Profile]
        ~Finalized()
        {
            Interlocked.Increment(ref Count);
        }
    }
}
