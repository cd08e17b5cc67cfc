namespace SchemaSdk.Emulation.Jobs;

/// <summary>A job as it stands at one moment.</summary>
/// <param name="Job">The job.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="Position">How many jobs are ahead of it, while it is in the queue; otherwise null.</param>
/// <param name="EndedAt">The time at which it ended, if it has.</param>
internal sealed record JobView(Job Job, JobPhase Phase, int? Position, DateTimeOffset? EndedAt);
