using SchemaSdk.Jobs.Events;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.Retrying;

namespace SchemaSdk.Jobs;

/// <summary>The obstacles to reads of a job. Most jobs have none.</summary>
internal sealed class JobTrouble
{
    /// <summary>The failed reads since the last answer; null if there are none.</summary>
    internal FailedStreak? Streak { get; set; }

    /// <summary>The delay that the service has asked for since then; null if there is none.</summary>
    internal HeldBack? Held { get; set; }

    /// <summary>The time at which a refusal of a read of the job last counted; null if none did.</summary>
    internal long? RefusedAt { get; set; }

    /// <summary>Records and reports a failed read.</summary>
    /// <returns>The time until the retry; null if there is none.</returns>
    // call: the telemetry name of the read.
    // streak: the failures up to this one.
    // remaining: the time that is left for reads.
    internal TimeSpan? AfterFailure(JobCore job, ApiAttempt attempt, string call, FailedStreak streak, TimeSpan remaining)
    {
        Held = job.Shared.Asked.Record(job.RequestId, attempt) ?? Held;
        var delay = streak.Next(attempt.RetryAfter, remaining);
        job.Tell(new JobEvent(JobMoment.ReadFailed, job) { Attempt = attempt, Call = call, Delay = delay });
        return delay;
    }

    /// <summary>Clears what delayed the reads, because an answer came.</summary>
    internal void Forget() => (Streak, Held) = (null, null);
}
