namespace SchemaSdk.Emulation.Jobs;

/// <summary>The state of a job at one moment.</summary>
/// <param name="Job">The job.</param>
/// <param name="Phase">The phase at that moment.</param>
/// <param name="Position">The queue position while the job waits; otherwise null.</param>
/// <param name="EndedAt">The time at which the job ended; null if it has not.</param>
internal sealed record JobView(Job Job, JobPhase Phase, int? Position, DateTimeOffset? EndedAt);
