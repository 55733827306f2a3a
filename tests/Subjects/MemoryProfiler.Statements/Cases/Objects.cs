using System.Diagnostics;
using MemoryProfiler.Statements.Inputs;

namespace MemoryProfiler.Statements.Cases;

/// <summary>Objects, records, tuples.</summary>
static class Objects
{
    static readonly Lazy<string> Late = new(() => "late");

    public static void Object_used_at_once()
    {
        Given.Sum += Math.Max(new Point(Given.Seven, 2).X, 1);
    }

    public static void Object_in_a_loop()
    {
        for (var i = 0; i < 10; i++)
            Given.Sum += Math.Max(new Point(Given.Seven, i).X, 1);
    }

    public static void Object_in_try_and_finally()
    {
        try
        {
            Given.Sum += Math.Max(new Point(Given.Seven, 2).X, 1);
        }
        finally
        {
            Given.Sum++;
        }
    }

    public static void Object_kept()
    {
        Given.Keep(new Point(Given.Seven, 2));
    }

    public static void Object_without_fields()
    {
        Given.Keep(new object());
    }

    public static void Object_that_is_locked()
    {
        lock (new object())
            Given.Sum++;
    }

    public static void Object_asked_for_its_hash_code()
    {
        var thing = new object();
        Given.Sum += thing.GetHashCode() & 1;
    }

    public static void Object_with_a_finalizer()
    {
        Given.Keep(new Finalizable());
    }

    public static void Weak_reference()
    {
        var weak = new WeakReference<string>(Given.Word);
        Given.Sum += weak.TryGetTarget(out _) ? 1 : 0;
    }

    public static void Stopwatch_in_a_local()
    {
        var watch = Stopwatch.StartNew();
        Given.Sum += watch.ElapsedTicks & 1;
    }

    public static void Anonymous_type()
    {
        var both = new { Given.Seven, Given.Word };
        Given.Sum += both.Seven;
    }

    public static void Tuple_as_a_class()
    {
        var both = Tuple.Create(Given.Seven, Given.Three);
        Given.Sum += both.Item1;
    }

    public static void Tuple_as_a_value()
    {
        var both = (Given.Seven, Given.Three);
        Given.Sum += both.Seven;
    }

    public static void Tuple_as_text()
    {
        Given.Keep((Given.Seven, Given.Three).ToString());
    }

    public static void Record_with_another_value()
    {
        Given.Keep(Given.First with { Id = 3 });
    }

    public static void Record_with_another_value_in_a_local()
    {
        var other = Given.First with { Id = 3 };
        Given.Sum += other.Id;
    }

    public static void Records_compared()
    {
        Given.Sum += Given.First == Given.Second ? 1 : 0;
    }

    public static void Hash_code_of_a_record()
    {
        Given.Sum += Given.First.GetHashCode();
    }

    public static void Record_as_text()
    {
        Given.Keep(Given.First.ToString());
    }

    public static void Lazy_value()
    {
        Given.Sum += Late.Value.Length;
    }
}
