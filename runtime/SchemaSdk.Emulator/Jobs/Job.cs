using System.Text.Json;
using SchemaSdk.Emulation.Models;

namespace SchemaSdk.Emulation.Jobs;

/// <summary>A job of the emulator. Its start, end and result are fixed when it is accepted; only a cancel changes them.</summary>
/// <param name="Id">The request id.</param>
/// <param name="Number">The position among all of the emulator's jobs, from 0.</param>
/// <param name="Model">The model as it was when the job was accepted, even if a reload has replaced it since.</param>
/// <param name="Course">The times at which the job starts and ends.</param>
/// <param name="Error">The error that the job fails with; null if it succeeds.</param>
/// <param name="CostUsd">The cost if the job is charged; null if the model has no price.</param>
internal sealed record Job(string Id, long Number, EmulatedModel Model, JobSchedule Course, string? Error, decimal? CostUsd)
{
    /// <summary>The time of the cancel; null if the job was not cancelled. Written under the lock of <see cref="JobBook"/>.</summary>
    public DateTimeOffset? CancelledAt { get; set; }

    /// <summary>The time at which the service ends the job, because the submit's deadline passed; null if the job ends in time.</summary>
    public DateTimeOffset? TimesOutAt { get; init; }

    /// <summary>The input; null if the job does not keep it.</summary>
    public JsonElement? Input { get; init; }

    public string? Note { get; init; }

    public IReadOnlyList<ValidationError> InputErrors { get; init; } = [];

    public bool HasTimedOutAt(DateTimeOffset now) => CancelledAt is null && TimesOutAt <= now;

    public JobPhase PhaseAt(DateTimeOffset now)
    {
        if (CancelledAt is not null || HasTimedOutAt(now))
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
