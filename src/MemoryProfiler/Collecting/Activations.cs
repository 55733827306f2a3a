namespace MemoryProfiler.Collecting;

/// <summary>Activations of methods, parts, segments and scopes.</summary>
/// <param name="Begun">How many have begun.</param>
/// <param name="Ended">How many have ended.</param>
/// <param name="SlowEnds">Of those, how many the slow path.</param>
readonly record struct Activations(long Begun, long Ended, long SlowEnds)
{
    public static Activations operator +(Activations a, Activations b) => new(a.Begun + b.Begun, a.Ended + b.Ended, a.SlowEnds + b.SlowEnds);

    public static Activations operator -(Activations a, Activations b) => new(a.Begun - b.Begun, a.Ended - b.Ended, a.SlowEnds - b.SlowEnds);
}
