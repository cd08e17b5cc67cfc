namespace SchemaSdk.Emulation.Jobs;

/// <summary>The state of a job at one moment.</summary>
/// <param name="Job">The job.</param>
/// <param name="Phase">The phase at that moment.</param>
/// <param name="Position">The queue position while the job is waiting; otherwise null.</param>
/// <param name="EndedAt">The time at which the job ended; null if it has not.</param>
internal sealed record JobSnapshot(Job Job, JobPhase Phase, int? Position, DateTimeOffset? EndedAt)
{
    public bool HasTimedOut { get; init; }

    private DateTimeOffset? StartedAt =>
        Phase == JobPhase.InQueue || (Phase == JobPhase.Cancelled && EndedAt < Job.Course.StartsAt) ? null : Job.Course.StartsAt;

    /// <summary>
    /// The cost of a job that succeeded, or was cancelled after its start. Null for other jobs, and if the model has no price.
    /// </summary>
    public decimal? CostUsd =>
        Phase == JobPhase.Succeeded || (Phase == JobPhase.Cancelled && StartedAt is not null) ? Job.CostUsd : null;

    /// <summary>Returns the state of the job as a protocol sees it.</summary>
    public EmulatedJob Shown() => new()
    {
        Id = Job.Id,
        ModelId = Job.Model.Id,
        Phase = Phase,
        QueuePosition = Position,
        CreatedAt = Job.Course.CreatedAt,
        StartedAt = StartedAt,
        EndedAt = EndedAt,
        HasTimedOut = HasTimedOut,
        Error = Phase == JobPhase.Failed ? Job.Error : null,
        InputErrors = Phase == JobPhase.Failed ? Job.InputErrors : [],
        CostUsd = CostUsd,
        Input = Job.Input,
        Note = Job.Note,
        Logs = [.. Logs()],
    };

    private IEnumerable<JobLogLine> Logs()
    {
        if (StartedAt is { } start)
        {
            yield return new(start, "The job starts.");
        }

        if (EndedAt is { } end && Phase != JobPhase.Cancelled)
        {
            yield return new(end, Phase == JobPhase.Succeeded ? "The job ends." : "The job fails.");
        }
    }
}
