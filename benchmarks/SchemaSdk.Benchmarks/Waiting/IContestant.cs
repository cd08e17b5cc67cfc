namespace SchemaSdk.Benchmarks.Waiting;

/// <summary>One of the compared ways to run a job.</summary>
internal interface IContestant : IDisposable
{
    /// <summary>Submits a job, waits for it and reads its result.</summary>
    /// <returns>The time at which the job ended, as the service reports it.</returns>
    Task<DateTimeOffset> RunAsync();
}
