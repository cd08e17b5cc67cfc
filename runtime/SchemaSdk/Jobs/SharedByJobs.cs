using SchemaSdk.Jobs.Events;
using SchemaSdk.Jobs.Polling;
using SchemaSdk.Ledgers;
using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Rates;

namespace SchemaSdk.Jobs;

/// <summary>Has what the jobs of a client share, so that each of thousands that wait holds on to one reference.</summary>
/// <param name="line">The line for their calls.</param>
/// <param name="reads">What is left of the polls of this second.</param>
/// <param name="cancels">Cancels them.</param>
/// <param name="durations">The durations of each model's jobs.</param>
/// <param name="events">The events of all of them.</param>
/// <param name="files">Downloads the files of their results.</param>
internal sealed class SharedByJobs(
    ServiceLine line, RequestBudget reads, JobCancels cancels, LearnedDurations durations, JobEvents events, IResultFiles files)
{
    internal IResultFiles Files => files;

    /// <summary>Those who wait for jobs of a ledger: calls with the same key share what polls the job.</summary>
    internal SharedWaits Waits { get; } = new();

    internal ServiceLine Line => line;

    internal RequestBudget Reads => reads;

    internal JobCancels Cancels => cancels;

    internal LearnedDurations Durations => durations;

    /// <summary>The events of all jobs.</summary>
    internal JobEvents Events => events;

    /// <summary>Honoured by every read of a status or a result.</summary>
    internal AskedWaits Asked { get; } = new(line.Time);

    /// <summary>Polls the jobs that are waited for.</summary>
    internal PollScheduler Scheduler { get; } = new(line, reads);
}
