namespace SchemaSdk.Benchmarks.Waiting;

/// <summary>A way to run a job.</summary>
internal interface IContestant : IDisposable
{
    /// <summary>Submits one, waits for it and reads its result.</summary>
    /// <returns>When the job ended, as the service tells it.</returns>
    Task<DateTimeOffset> RunAsync();
}
