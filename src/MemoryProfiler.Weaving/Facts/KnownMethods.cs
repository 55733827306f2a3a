using Mono.Cecil;

namespace MemoryProfiler.Weaving.Facts;

/// <summary>
/// Methods of the core library that allocate nothing, at any call but the first of the process. A test calls each of
/// them. The arguments are primitive or texts, so that no code of anybody else's runs in them.
/// </summary>
static class KnownMethods
{
    /// <summary>What can raise an exception stands behind a question mark.</summary>
    public static IReadOnlyDictionary<string, string[]> Names { get; } = new Dictionary<string, string[]>
    {
        ["System.Object"] = [".ctor()", "ReferenceEquals(Object,Object)"],
        ["System.String"] =
        [
            "get_Length()", "get_Chars(Int32)?", "op_Equality(String,String)", "op_Inequality(String,String)", "Equals(String)", "Equals(String,String)",
            "CompareOrdinal(String,String)", "IsNullOrEmpty(String)", "IsNullOrWhiteSpace(String)", "IndexOf(Char)", "LastIndexOf(Char)", "Contains(Char)",
            "StartsWith(Char)", "EndsWith(Char)",
        ],
        ["System.Array"] = ["get_Length()", "get_Rank()"],
        ["System.Nullable`1"] = ["get_HasValue()", "get_Value()?", "GetValueOrDefault()", "GetValueOrDefault(T)", ".ctor(T)"],
        ["System.Collections.Generic.KeyValuePair`2"] = ["get_Key()", "get_Value()", ".ctor(TKey,TValue)"],
        ["System.Collections.Generic.List`1"] = ["get_Count()", "get_Item(Int32)?", "get_Capacity()"],
        ["System.Math"] =
        [
            "Abs(Double)", "Abs(Single)", "Abs(Int32)?", "Abs(Int64)?", "Sqrt(Double)", "Floor(Double)", "Ceiling(Double)", "Truncate(Double)", "Round(Double)",
            "Sin(Double)", "Cos(Double)", "Tan(Double)", "Asin(Double)", "Acos(Double)", "Atan(Double)", "Atan2(Double,Double)", "Exp(Double)", "Log(Double)", "Log10(Double)", "Pow(Double,Double)",
            "Min(Double,Double)", "Min(Single,Single)", "Min(Int32,Int32)", "Min(Int64,Int64)", "Min(UInt32,UInt32)", "Min(UInt64,UInt64)", "Min(Byte,Byte)",
            "Max(Double,Double)", "Max(Single,Single)", "Max(Int32,Int32)", "Max(Int64,Int64)", "Max(UInt32,UInt32)", "Max(UInt64,UInt64)", "Max(Byte,Byte)",
            "Sign(Int32)", "Sign(Int64)", "Sign(Double)?", "Clamp(Int32,Int32,Int32)?", "Clamp(Double,Double,Double)?",
        ],
        ["System.Double"] = ["IsNaN(Double)", "IsInfinity(Double)", "IsPositiveInfinity(Double)", "IsNegativeInfinity(Double)", "IsFinite(Double)", "Equals(Double)", "CompareTo(Double)", "GetHashCode()"],
        ["System.Single"] = ["IsNaN(Single)", "IsInfinity(Single)", "Equals(Single)", "CompareTo(Single)"],
        ["System.Int32"] = ["Equals(Int32)", "CompareTo(Int32)", "GetHashCode()"],
        ["System.Int64"] = ["Equals(Int64)", "CompareTo(Int64)", "GetHashCode()"],
        ["System.Boolean"] = ["Equals(Boolean)", "CompareTo(Boolean)", "GetHashCode()"],
        ["System.Char"] =
        [
            "IsDigit(Char)", "IsLetter(Char)", "IsLetterOrDigit(Char)", "IsWhiteSpace(Char)", "IsUpper(Char)", "IsLower(Char)", "IsPunctuation(Char)", "IsControl(Char)",
            "IsSurrogate(Char)", "IsHighSurrogate(Char)", "IsLowSurrogate(Char)", "Equals(Char)", "CompareTo(Char)",
        ],
        ["System.BitConverter"] = ["DoubleToInt64Bits(Double)", "Int64BitsToDouble(Int64)", "SingleToInt32Bits(Single)", "Int32BitsToSingle(Int32)"],
        ["System.Numerics.BitOperations"] = ["PopCount(UInt32)", "PopCount(UInt64)", "LeadingZeroCount(UInt32)", "LeadingZeroCount(UInt64)", "TrailingZeroCount(Int32)", "TrailingZeroCount(UInt64)", "Log2(UInt32)", "RotateLeft(UInt32,Int32)"],
        ["System.DateTime"] = ["get_Ticks()", "op_Equality(DateTime,DateTime)", "op_LessThan(DateTime,DateTime)", "op_GreaterThan(DateTime,DateTime)", "op_Subtraction(DateTime,DateTime)"],
        ["System.TimeSpan"] = ["get_Ticks()", "get_TotalMilliseconds()", "get_TotalSeconds()", "op_Equality(TimeSpan,TimeSpan)", "op_LessThan(TimeSpan,TimeSpan)", "op_GreaterThan(TimeSpan,TimeSpan)"],
        ["System.Threading.Interlocked"] = ["Increment(Int32&)", "Decrement(Int32&)", "Add(Int32&,Int32)", "Increment(Int64&)", "Decrement(Int64&)", "Add(Int64&,Int64)", "CompareExchange(Int32&,Int32,Int32)", "Exchange(Int32&,Int32)"],
    };

    static readonly Dictionary<string, Dictionary<string, AllocationFact>> _facts = Names.ToDictionary(
        type => type.Key,
        type => type.Value.ToDictionary(name => name.TrimEnd('?'), name => name.EndsWith("?", StringComparison.Ordinal) ? AllocationFact.OnlyByException : AllocationFact.Never));

    /// <summary>What is known of a method of another assembly.</summary>
    public static AllocationFact Of(MethodReference called)
    {
        var type = called.DeclaringType.GetElementType();
        if (called.DeclaringType is ArrayType || type.IsNested || type.Scope is not AssemblyNameReference scope || !IsCore(scope.Name)
            || called is GenericInstanceMethod || !_facts.TryGetValue(type.FullName, out var facts))
            return AllocationFact.Possible;
        var signature = $"{called.Name}({string.Join(",", called.Parameters.Select(parameter => Name(parameter.ParameterType)))})";
        return facts.TryGetValue(signature, out var fact) ? fact : AllocationFact.Possible;

        string Name(TypeReference parameter) => parameter is GenericParameter { Type: GenericParameterType.Type } own ? NameOf(type.FullName, own.Position) : parameter.Name;
    }

    // References to other modules have numbers instead of names.
    static string NameOf(string type, int position) => type == "System.Collections.Generic.KeyValuePair`2" ? position == 0 ? "TKey" : "TValue" : "T";

    /// <summary>Whether an assembly is one of the framework's.</summary>
    public static bool IsCore(string assembly) => assembly is "mscorlib" or "netstandard" || assembly.StartsWith("System.", StringComparison.Ordinal);
}
