namespace MemoryProfiler.Constructs.Naming;

[System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2225", Justification = "It is about names.")]
sealed class Number : IAdding<Number>
{
    int _value;

    [Profile, ReportedAs("Number.operator +(Number a)")]
    public static Number operator +(Number a) => a;

    [Profile, ReportedAs("Number.operator -(Number a)")]
    public static Number operator -(Number a) => new() { _value = -a._value };

    [Profile, ReportedAs("Number.operator checked -(Number a)")]
    public static Number operator checked -(Number a) => new() { _value = checked(-a._value) };

    [Profile, ReportedAs("Number.operator !(Number a)")]
    public static bool operator !(Number a) => a._value == 0;

    [Profile, ReportedAs("Number.operator ~(Number a)")]
    public static Number operator ~(Number a) => new() { _value = ~a._value };

    [Profile, ReportedAs("Number.operator ++(Number a)")]
    public static Number operator ++(Number a) => new() { _value = a._value + 1 };

    [Profile, ReportedAs("Number.operator true(Number a)")]
    public static bool operator true(Number a) => a._value != 0;

    [Profile, ReportedAs("Number.operator false(Number a)")]
    public static bool operator false(Number a) => a._value == 0;

    [Profile, ReportedAs("Number.operator +(Number a, Number b)")]
    public static Number operator +(Number a, Number b) => new() { _value = a._value + b._value };

    [Profile, ReportedAs("Number.operator checked +(Number a, Number b)")]
    public static Number operator checked +(Number a, Number b) => new() { _value = checked(a._value + b._value) };

    [Profile, ReportedAs("Number.operator *(Number a, int b)")]
    public static Number operator *(Number a, int b) => new() { _value = a._value * b };

    [Profile, ReportedAs("Number.operator /(Number a, int b)")]
    public static Number operator /(Number a, int b) => new() { _value = a._value / b };

    [Profile, ReportedAs("Number.operator %(Number a, int b)")]
    public static Number operator %(Number a, int b) => new() { _value = a._value % b };

    [Profile, ReportedAs("Number.operator &(Number a, int b)")]
    public static Number operator &(Number a, int b) => new() { _value = a._value & b };

    [Profile, ReportedAs("Number.operator |(Number a, int b)")]
    public static Number operator |(Number a, int b) => new() { _value = a._value | b };

    [Profile, ReportedAs("Number.operator ^(Number a, int b)")]
    public static Number operator ^(Number a, int b) => new() { _value = a._value ^ b };

    [Profile, ReportedAs("Number.operator <<(Number a, int b)")]
    public static Number operator <<(Number a, int b) => new() { _value = a._value << b };

    [Profile, ReportedAs("Number.operator >>(Number a, int b)")]
    public static Number operator >>(Number a, int b) => new() { _value = a._value >> b };

    [Profile, ReportedAs("Number.operator >>>(Number a, int b)")]
    public static Number operator >>>(Number a, int b) => new() { _value = a._value >>> b };

    [Profile, ReportedAs("Number.operator <(Number a, Number b)")]
    public static bool operator <(Number a, Number b) => a._value < b._value;

    [Profile, ReportedAs("Number.operator >(Number a, Number b)")]
    public static bool operator >(Number a, Number b) => a._value > b._value;

    [Profile, ReportedAs("Number.operator <=(Number a, Number b)")]
    public static bool operator <=(Number a, Number b) => a._value <= b._value;

    [Profile, ReportedAs("Number.operator >=(Number a, Number b)")]
    public static bool operator >=(Number a, Number b) => a._value >= b._value;

    [Profile, ReportedAs("Number.implicit operator Number(int value)")]
    public static implicit operator Number(int value) => new() { _value = value };

    [Profile, ReportedAs("Number.explicit operator int(Number number)")]
    public static explicit operator int(Number number) => number._value;

    [Profile, ReportedAs("Number.explicit operator byte(Number number)")]
    public static explicit operator byte(Number number) => (byte)number._value;

    [Profile, ReportedAs("Number.explicit operator checked byte(Number number)")]
    public static explicit operator checked byte(Number number) => checked((byte)number._value);

    [Profile, ReportedAs("Number.explicit operator (string? text, int value)(Number number)")]
    public static explicit operator (string? text, int value)(Number number) => (null, number._value);

    [Profile, ReportedAs("Number.operator +=(int amount)")]
    public void operator +=(int amount) => _value += amount;

    [Profile, ReportedAs("Number.operator checked +=(int amount)")]
    public void operator checked +=(int amount) => _value = checked(_value + amount);

    [Profile, ReportedAs("Number.operator >>>=(int bits)")]
    public void operator >>>=(int bits) => _value >>>= bits;

    [Profile, ReportedAs("Number.operator --()")]
    public void operator --() => _value--;

    [Profile, ReportedAs("Number.IAdding<Number>.operator -(Number a, Number b)")]
    static Number IAdding<Number>.operator -(Number a, Number b)
    {
        return new() { _value = a._value - b._value };
    }
}

interface IAdding<T>
    where T : IAdding<T>
{
    static abstract T operator -(T a, T b);
}
