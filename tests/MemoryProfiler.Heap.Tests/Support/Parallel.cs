// A snapshot is of the whole process: what other tests allocate and collect meanwhile would be in it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
