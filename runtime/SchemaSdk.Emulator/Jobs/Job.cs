namespace SchemaSdk.Emulation.Jobs;

/// <summary>An accepted submit. Its start, end and result are fixed when it is accepted; only a cancel changes them.</summary>
/// <param name="Id">The request id.</param>
/// <param name="Number">Its number among all jobs of the emulator, from 0.</param>
/// <param name="ModelId">The model that it runs.</param>
/// <param name="Course">The times of its start and end.</param>
/// <param name="Error">The error that it fails with, or null.</param>
/// <param name="CostUsd">Its cost if it succeeds; null if its model has no price.</param>
internal sealed record Job(string Id, long Number, string ModelId, JobCourse Course, string? Error, decimal? CostUsd)
{
    /// <summary>The time at which it was cancelled, or null. Written under the lock of <see cref="JobBook"/>.</summary>
    public DateTimeOffset? CancelledAt { get; set; }

    public JobPhase PhaseAt(DateTimeOffset now)
    {
        if (CancelledAt is not null)
        {
            return JobPhase.Cancelled;
        }

        if (now < Course.StartsAt)
        {
            return JobPhase.InQueue;
        }

        return now < Course.EndsAt ? JobPhase.InProgress : Error is null ? JobPhase.Succeeded : JobPhase.Failed;
    }
}
