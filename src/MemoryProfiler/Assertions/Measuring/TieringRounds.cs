namespace MemoryProfiler.Assertions.Measuring;

/// <summary>
/// How long a delegate that allocates too much is called until its code is optimised. One round is calls enough for a step of
/// the compiler, and a wait for it. What counts is the time of the calls and the waits asked for. So a machine too busy
/// to keep to them gives the compiler more time and not less.
/// </summary>
/// <param name="calls">The calls made and still to be made.</param>
/// <param name="compiledElsewhere">How many methods other threads have compiled so far.</param>
sealed class TieringRounds(CallTimes calls, Func<long> compiledElsewhere)
{
    // So many calls send a method to the compiler.
    const int Threshold = 32;

    // Two calls that agree, one that is explained.
    const int CallsToCome = 3;

    // With them and the message a failure is there within a second.
    static readonly TimeSpan _most = TimeSpan.FromMilliseconds(750);

    // Quick code, instrumented code, optimised code: two waves of compiling. Both were over after this time on a machine with
    // eight processes to a core.
    static readonly TimeSpan _fewest = TimeSpan.FromMilliseconds(610);

    static readonly TimeSpan _quiet = TimeSpan.FromMilliseconds(200);

    // The runtime counts calls once nothing new has run for 100 ms. What follows needs no such calm.
    static readonly TimeSpan _firstWait = TimeSpan.FromMilliseconds(130);
    static readonly TimeSpan _nextWait = TimeSpan.FromMilliseconds(40);

    long _compiled = compiledElsewhere();
    TimeSpan _waited;
    TimeSpan? _lastCompiled;

    TimeSpan Spent => _waited + calls.Total;

    /// <summary>Whether another round may bring code that is optimised further, and there is time for it.</summary>
    public bool MayChangeStill
    {
        get
        {
            if (!HasTimeFor(1 + CallsToCome, Wait))
                return false;
            // Done once something was compiled and nothing has been for a while.
            return _waited < _fewest || _lastCompiled is not { } last || _waited - last < _quiet;
        }
    }

    /// <summary>The wait of this round.</summary>
    public TimeSpan Wait => _waited == TimeSpan.Zero ? _firstWait : _nextWait;

    /// <summary>Whether this round needs one more call and has time for it.</summary>
    /// <param name="made">How many it has made.</param>
    public bool IsCallDue(int made) => made < Threshold && HasTimeFor(1 + CallsToCome, Wait);

    /// <summary>The round's wait is over.</summary>
    public void Waited()
    {
        _waited += Wait;
        var compiled = compiledElsewhere();
        if (compiled != _compiled)
            (_compiled, _lastCompiled) = (compiled, _waited);
    }

    bool HasTimeFor(int more, TimeSpan wait) => Spent + (more * calls.Average) + wait <= _most;
}
