using SchemaSdk.Jobs.Events;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.Retrying;

namespace SchemaSdk.Jobs;

/// <summary>The obstacles to reading a job. Most jobs have none.</summary>
internal sealed class JobTrouble
{
    /// <summary>Reads that failed since it was last heard of; null if none did.</summary>
    internal FailedStreak? Streak { get; set; }

    /// <summary>The wait that the service has asked for since then; null if it asked for none.</summary>
    internal HeldBack? Held { get; set; }

    /// <summary>The time at which a refusal of it last counted; null if none did.</summary>
    internal long? RefusedAt { get; set; }

    /// <summary>Takes up a read that told nothing, and tells of it.</summary>
    /// <returns>The time until it is made again; null if it is not.</returns>
    // call: what was read.
    // streak: the failures up to this one.
    // remaining: how long there is still time for reads.
    internal TimeSpan? AfterFailure(JobCore job, ApiAttempt attempt, string call, FailedStreak streak, TimeSpan remaining)
    {
        Held = job.Shared.Asked.Heed(job.RequestId, attempt) ?? Held;
        var delay = streak.Next(attempt.RetryAfter, remaining);
        job.Tell(new JobEvent(JobMoment.ReadFailed, job) { Attempt = attempt, Call = call, Delay = delay });
        return delay;
    }

    /// <summary>It is heard of.</summary>
    internal void Forget() => (Streak, Held) = (null, null);
}
