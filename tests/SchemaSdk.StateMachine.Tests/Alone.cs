// Play/Quiet.cs watches the pool of the process: only one test may use it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
