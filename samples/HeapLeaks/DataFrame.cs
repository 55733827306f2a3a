namespace HeapLeaks;

/// <summary>The data of one trial: a column of numbers.</summary>
sealed class DataFrame
{
    public DataFrame(int mebibytes)
    {
        Column = new double[mebibytes * (1 << 20) / sizeof(double)];
        Array.Fill(Column, mebibytes);
        Stats = new FrameStats(this);
    }

    public double[] Column { get; }

    /// <summary>What is known of the numbers. It points back at the frame: whoever keeps it keeps the frame.</summary>
    public FrameStats Stats { get; }
}
