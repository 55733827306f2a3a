using MemoryProfiler.Fody.Tests.Support;

// The report is of the whole process: what one test runs would be in another's figures.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: TestCollectionOrderer(typeof(ConstructsFirst))]
