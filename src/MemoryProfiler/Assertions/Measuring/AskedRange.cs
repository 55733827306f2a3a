namespace MemoryProfiler.Assertions.Measuring;

/// <summary>What the user lets one call allocate, as written. Sizes are read within the assertion, as reading them allocates.</summary>
/// <param name="Assertion">Which assertion.</param>
/// <param name="Max">The most bytes.</param>
readonly record struct AskedRange(AssertionName Assertion, MemorySize Max)
{
    /// <summary>The fewest bytes, if there are such.</summary>
    public MemorySize? Min { get; init; }

    /// <summary>The same of an async call.</summary>
    public AskedRange ForTask => this with { Assertion = Assertion.ForTask };

    /// <summary>The sizes in bytes.</summary>
    /// <exception cref="ArgumentException">One is no size, or the bounds are the wrong way round.</exception>
    public AllocationRange Read()
    {
        if (Min is not { } min)
            return new AllocationRange(Assertion, 0, Max.ToBytes("limit"));
        var (least, most) = (min.ToBytes("min"), Max.ToBytes("max"));
        if (least > most)
            throw new ArgumentException($"The fewest bytes ({AllocationRange.Exact(least)}) are more than the most ({AllocationRange.Exact(most)}): give the smaller bound first.", "min");
        return new AllocationRange(Assertion, least, most);
    }
}
