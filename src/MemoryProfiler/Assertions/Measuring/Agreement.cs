using System.Globalization;

namespace MemoryProfiler.Assertions.Measuring;

/// <summary>Decides when a delegate has been called often enough: when two calls in a row allocate the same.</summary>
/// <param name="maxCalls">After how many calls to give up.</param>
sealed class Agreement(int maxCalls)
{
    const int Needed = 2;

    // Where every call is disturbed (each on a thread of its own, say), so many must agree by chance to be wrong.
    const int NeededIfDisturbed = 5;

    readonly List<string> _notes = [];
    long _first;
    long _last = -1;
    long _smallest = long.MaxValue;
    long _largest = -1;
    int _equal;
    int _undisturbed;
    int _calls;

    /// <summary>Whether no more calls are needed.</summary>
    public bool IsSettled => IsAgreed || _calls == maxCalls;

    bool IsAgreed => _undisturbed == Needed || _equal == NeededIfDisturbed;

    /// <summary>Takes a call in.</summary>
    /// <param name="bytes">What it allocated.</param>
    /// <param name="disturbance">Why these bytes may be more than the delegate's, or null.</param>
    public void Add(long bytes, string? disturbance = null)
    {
        _equal = bytes == _last ? _equal + 1 : 1;
        if (disturbance is not null)
            _undisturbed = 0;
        else
            _undisturbed = _undisturbed > 0 && bytes == _last ? _undisturbed + 1 : 1;
        _last = bytes;

        // What the first call prepares says nothing of how later ones vary.
        if (_calls++ == 0)
        {
            _first = bytes;
            return;
        }
        (_smallest, _largest) = (Math.Min(_smallest, bytes), Math.Max(_largest, bytes));
        if (disturbance is not null && !_notes.Contains(disturbance))
            _notes.Add(disturbance);
    }

    /// <summary>What was found; valid once settled.</summary>
    public AllocationMeasurement Result()
    {
        if (!IsAgreed)
        {
            _notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"No two calls in a row agreed: {_calls - 1:N0} calls after the first allocated between {_smallest:N0} and {_largest:N0} B each; the largest counts."));
        }
        return new AllocationMeasurement
        {
            Bytes = IsAgreed ? _last : _largest,
            FirstCallBytes = _first,
            Calls = _calls,
            Retries = _calls - Needed,
            Notes = [.. _notes],
        };
    }
}
