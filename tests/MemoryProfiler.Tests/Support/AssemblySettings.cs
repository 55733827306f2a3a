// The report is the process's: tests that run beside each other would read each other's figures.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
