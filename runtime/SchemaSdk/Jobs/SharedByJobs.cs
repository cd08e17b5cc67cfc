using SchemaSdk.Jobs.Events;
using SchemaSdk.Jobs.Polling;
using SchemaSdk.Ledgers;
using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Rates;

namespace SchemaSdk.Jobs;

/// <summary>The parts that the jobs of a client share, so each of thousands of waits keeps only one reference.</summary>
/// <param name="line">What all calls share.</param>
/// <param name="reads">The request budget of polls.</param>
/// <param name="cancels">Cancels jobs.</param>
/// <param name="durations">The durations of each model's jobs.</param>
/// <param name="events">The events of all jobs.</param>
/// <param name="files">Downloads the files of results.</param>
internal sealed class SharedByJobs(
    ServiceLine line, RequestBudget reads, JobCancels cancels, LearnedDurations durations, JobEvents events, IResultFiles files)
{
    internal IResultFiles Files => files;

    /// <summary>The waits for jobs of a ledger: calls with the same key share the polls.</summary>
    internal SharedWaits Waits { get; } = new();

    internal ServiceLine Line => line;

    internal RequestBudget Reads => reads;

    internal JobCancels Cancels => cancels;

    internal LearnedDurations Durations => durations;

    /// <summary>The events of all jobs.</summary>
    internal JobEvents Events => events;

    /// <summary>The delays that the service asked for. Every read of a status or result observes them.</summary>
    internal AskedWaits Asked { get; } = new(line.Time);

    /// <summary>Polls the jobs for which calls wait.</summary>
    internal PollScheduler Scheduler { get; } = new(line, reads);
}
