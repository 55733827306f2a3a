using Xunit.Sdk;
using Xunit.v3;

namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>
/// The thousands of measured constructs run before all else: each takes a report, and a report goes through every method of
/// the process, to which random programs add more with each test.
/// </summary>
sealed class ConstructsFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => collection.TestCollectionDisplayName.Contains($".{nameof(Constructs)}.", StringComparison.Ordinal) ? 0 : 1)];
}
