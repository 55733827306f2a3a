using System.Runtime.CompilerServices;

namespace MemoryProfiler.TypeLines;

#pragma warning disable CA1823, CA1812, CS0169, CS0649, IDE0044, IDE0051 // Fields for their size alone.

sealed class Bytes24 { long _a; }

sealed class Bytes32 { Longs2 _a; }

sealed class Bytes48 { Longs4 _a; }

sealed class Bytes64 { Longs6 _a; }

sealed class Bytes96 { Longs10 _a; }

sealed class Bytes128 { Longs14 _a; }

/// <summary>The runtime makes each of these itself, and draws the next sample anew whenever it does.</summary>
sealed class Finalized<T>
{
    Longs10 _a;

    ~Finalized() => GC.KeepAlive(_a[0]);
}

/// <summary>What one of several threads or callees allocates.</summary>
sealed class Of<T> { Longs4 _a; }

struct First { long _a; }

struct Second { long _a; }

struct Third { long _a; }

[InlineArray(2)]
struct Longs2 { long _a; }

[InlineArray(4)]
struct Longs4 { long _a; }

[InlineArray(6)]
struct Longs6 { long _a; }

[InlineArray(10)]
struct Longs10 { long _a; }

[InlineArray(14)]
struct Longs14 { long _a; }
