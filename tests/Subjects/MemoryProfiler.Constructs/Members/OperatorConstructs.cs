namespace MemoryProfiler.Constructs.Members;

public static class OperatorConstructs
{
    [Construct]
    public static void ArithmeticOperators(TextWriter output)
    {
        var sum = new Money(3) + new Money(4);
        output.WriteLine($"{sum.Cents} {(-sum).Cents} {(sum - new Money(1)).Cents} {(sum++).Cents} {sum.Cents}");
    }

    [Construct]
    public static void Conversions(TextWriter output)
    {
        Money money = 12;
        output.WriteLine($"{money.Cents} {(int)money} {(string)money}");
    }

    [Construct]
    public static void CheckedOperator(TextWriter output)
    {
        var most = new Money(int.MaxValue);
        output.WriteLine(unchecked(most * 2).Cents);
        Outcome.Write(output, () => output.WriteLine(checked(most * 2).Cents));
    }

    [Construct]
    public static void TrueAndFalseOperators(TextWriter output)
    {
        output.WriteLine(new Money(1) ? "some" : "none");
        output.WriteLine(new Money(0) ? "some" : "none");
    }

    [Construct]
    public static void Comparison(TextWriter output) =>
        output.WriteLine($"{new Money(1) < new Money(2)} {new Money(1) > new Money(2)} {new Money(1) == new Money(1)} {new Money(1) != new Money(1)}");

    [Construct]
    public static void CompoundAssignmentOperator(TextWriter output)
    {
        var tally = new Tally();
        tally += 4;
        tally += 5;
        output.WriteLine(tally.Total);
    }

    [Profile]
    readonly struct Money(int cents) : IEquatable<Money>
    {
        public int Cents => cents;

        public static Money operator +(Money a, Money b) => new(a.Cents + b.Cents);

        public static Money operator -(Money a, Money b)
        {
            var rest = a.Cents - b.Cents;
            return new Money(rest);
        }

        public static Money operator -(Money a) => new(-a.Cents);

        public static Money operator ++(Money a) => new(a.Cents + 1);

        public static Money operator *(Money a, int factor) => new(unchecked(a.Cents * factor));

        public static Money operator checked *(Money a, int factor)
        {
            return new Money(checked(a.Cents * factor));
        }

        public static implicit operator Money(int cents) => new(cents);

        public static explicit operator int(Money money) => money.Cents;

        public static explicit operator string(Money money) => $"{money.Cents} ct";

        public static bool operator true(Money money) => money.Cents != 0;

        public static bool operator false(Money money) => money.Cents == 0;

        public static bool operator <(Money a, Money b) => a.Cents < b.Cents;

        public static bool operator >(Money a, Money b) => a.Cents > b.Cents;

        public static bool operator ==(Money a, Money b) => a.Equals(b);

        public static bool operator !=(Money a, Money b) => !a.Equals(b);

        public bool Equals(Money other) => Cents == other.Cents;

        public override bool Equals(object? obj) => obj is Money other && Equals(other);

        public override int GetHashCode() => Cents;
    }

    sealed class Tally
    {
        public int Total { get; private set; }

        [Profile]
        public void operator +=(int amount) => Total += amount;
    }
}
