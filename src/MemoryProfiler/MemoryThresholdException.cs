namespace MemoryProfiler;

/// <summary>
/// Thrown into a profiled method by a rule of <see cref="MemoryThresholds"/> with <see cref="ThresholdActions.Throw"/>.
/// That is when the line that crossed it has ended, before the next one begins. A crossing on a method's last line is
/// thrown where its caller's next profiled line begins. It is not thrown at all if no caller is profiled.
/// </summary>
public sealed class MemoryThresholdException : Exception
{
    internal MemoryThresholdException(ThresholdCrossing crossing)
        : base(crossing.ToString()) => Crossing = crossing;

    /// <summary>Where the limit was exceeded, and by how much.</summary>
    public ThresholdCrossing Crossing { get; }
}
