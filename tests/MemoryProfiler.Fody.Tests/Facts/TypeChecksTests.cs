using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemoryProfiler.Fody.Tests.Facts;

/// <summary>What <c>TypeChecks</c> says of casts and boxes, of the runtime that runs this.</summary>
public class TypeChecksTests
{
    // An object of every class of the core library that can be made without its constructor.
    static readonly object[] _objects =
    [
        .. typeof(object).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, ContainsGenericParameters: false, IsByRefLike: false, IsPointer: false }
                && type != typeof(string) && type != typeof(void) && !typeof(Delegate).IsAssignableFrom(type) && !typeof(SafeHandle).IsAssignableFrom(type)
                && type.GetMethod("Finalize", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is null)
            .Select(Make).OfType<object>(),
    ];

    static int _count;

    [Fact]
    public void A_cast_to_a_class_allocates_nothing_whatever_the_object_is()
    {
        _objects.Length.ShouldBeGreaterThan(1_000);
        Cast();
        Allocated(Cast).ShouldBe(0);
    }

    [Fact]
    public void A_question_for_null_makes_no_box()
    {
        Ask();
        Allocated(Ask).ShouldBe(0);
    }

    static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    static object? Make(Type type)
    {
        try
        {
            return RuntimeHelpers.GetUninitializedObject(type);
        }
        catch (Exception)
        {
            return null;
        }
    }

    static void Cast()
    {
        foreach (var any in _objects)
        {
            GC.KeepAlive(any as Exception);
            GC.KeepAlive(any as Attribute);
            GC.KeepAlive(any as Stream);
            GC.KeepAlive(any as MemberInfo);
            GC.KeepAlive(any as Array);
            GC.KeepAlive(any as TypeChecksTests);
            Add(any is int);
            Add(any is DayOfWeek);
            Add(any is int number && number > 0);
        }
    }

    static void Ask()
    {
        Count(3);
        Count("text");
        Count((int?)4);
        Count((1, "text"));
        Count(DayOfWeek.Friday);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Add(bool isOf) => _count += isOf ? 1 : 0;

    // A conditional expression branches on the box in a debug build too.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Count<T>(T value) => _count += value is null ? 1 : 2;
}
