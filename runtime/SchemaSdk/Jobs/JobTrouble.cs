using SchemaSdk.Jobs.Events;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.Retrying;

namespace SchemaSdk.Jobs;

/// <summary>What currently keeps a job from being read. Created only on demand, because few jobs have any trouble.</summary>
internal sealed class JobTrouble
{
    /// <summary>The failed reads since the last answer; null if there were none.</summary>
    internal FailedStreak? Streak { get; set; }

    /// <summary>The last delay that the service asked for since the last answer; null if there was none.</summary>
    internal HeldBack? Held { get; set; }

    /// <summary>When a refused read of this job last counted against the request budget; null if none did.</summary>
    internal long? RefusedAt { get; set; }

    /// <summary>Records and reports a failed read. Returns the delay before the retry; null if there is no retry.</summary>
    internal TimeSpan? AfterFailure(JobCore job, ApiAttempt attempt, string call, FailedStreak streak, TimeSpan remaining)
    {
        Held = job.Shared.Asked.Record(job.RequestId, attempt) ?? Held;
        var delay = streak.Next(attempt.RetryAfter, remaining);
        job.Tell(new JobEvent(JobMoment.ReadFailed, job) { Attempt = attempt, Call = call, Delay = delay });
        return delay;
    }

    internal void Forget() => (Streak, Held) = (null, null);
}
