namespace MemoryProfiler.Constructs.Members;

public static class InterfaceConstructs
{
    [Construct]
    public static void DefaultInterfaceMember(TextWriter output)
    {
        IGreeter greeter = new Greeter();
        output.WriteLine(greeter.Greet("Ada"));
        output.WriteLine(greeter.Loud);
        output.WriteLine(IGreeter.Language());
    }

    [Construct]
    public static void ExplicitImplementation(TextWriter output)
    {
        var greeter = new Greeter();
        output.WriteLine(((IGreeter)greeter).Name());
        output.WriteLine(((IComparable<Greeter>)greeter).CompareTo(null));
        output.WriteLine(((IGreeter)greeter).Volume);
    }

    [Construct]
    public static void VirtualAndOverride(TextWriter output)
    {
        Animal animal = new Dog();
        output.WriteLine($"{animal.Sound()} {((Dog)animal).Name()} {animal.Name()}");
    }

    interface IGreeter
    {
        int Volume { get; }

        [Profile]
        string Loud => Name().ToUpperInvariant();

        string Name();

        [Profile]
        string Greet(string whom)
        {
            var greeting = $"{Name()} greets {whom}";
            return greeting;
        }

        [Profile]
        static string Language() => "English";
    }

    sealed class Greeter : IGreeter, IComparable<Greeter>
    {
        [Profile]
        int IGreeter.Volume => 11;

        [Profile]
        string IGreeter.Name() => "greeter";

        [Profile]
        int IComparable<Greeter>.CompareTo(Greeter? other)
        {
            return other is null ? 1 : 0;
        }
    }

    class Animal
    {
        [Profile]
        public virtual string Sound() => "...";

        [Profile]
        public string Name() => "animal";
    }

    sealed class Dog : Animal
    {
        [Profile]
        public override string Sound() => "woof after " + base.Sound();

        [Profile]
        public new string Name() => "dog";
    }
}
