namespace SchemaSdk.Emulation.Jobs;

/// <summary>A job at one moment.</summary>
/// <param name="Job">The job.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="Position">The number of jobs ahead while it is in the queue; otherwise null.</param>
/// <param name="EndedAt">The time at which it ended; null if it has not.</param>
internal sealed record JobView(Job Job, JobPhase Phase, int? Position, DateTimeOffset? EndedAt);
