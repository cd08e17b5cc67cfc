using System.Collections.Concurrent;
using SchemaSdk.Mcp.Consent;
using SchemaSdk.Mcp.Files;

namespace SchemaSdk.Mcp.Jobs;

/// <summary>
/// The jobs of agents. The ledger decides whether a job is submitted; this class follows those that this process was asked for.
/// </summary>
internal sealed class AgentJobs(ModelClient client, JobLedger ledger, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Lazy<RunningJob>> _running = new(StringComparer.Ordinal);

    internal JobLedger Ledger => ledger;

    internal ModelClient Client => client;

    /// <summary>Finds a job of an agent.</summary>
    /// <returns>The job; null if the customer has no job with this key.</returns>
    internal async Task<LedgerEntry?> FindAsync(string key, string? customer, CancellationToken cancellationToken) =>
        await ledger.FindAsync(RunKey.InLedger(key), cancellationToken).ConfigureAwait(false) is { } entry && entry.Customer == customer
            ? ledger.Opened(entry)
            : null;

    /// <summary>The job if this process follows it.</summary>
    internal RunningJob? Running(string key) => _running.TryGetValue(key, out var job) ? job.Value : null;

    /// <summary>Submits a run, unless the ledger has a job with its key, and follows the job.</summary>
    internal RunningJob Start(RunOrder run, InputFiles files, decimal? maxPrice) => Follow(run.Key, async job =>
    {
        var endpoint = new AgentEndpoint(client, run.Model, files);
        var options = new RunOptions
        {
            Key = RunKey.InLedger(run.Key),
            Customer = run.Customer,
            MaxPriceUsd = maxPrice,
            Progress = job,
        };

        // The agent's call may end before the submit, which must still get its request id.
        var submitted = await endpoint.SubmitAsync(run.Input, options, CancellationToken.None).ConfigureAwait(false);
        job.HasSubmitted();
        await submitted.WaitAsync(CancellationToken.None).ConfigureAwait(false);
    });

    /// <summary>Follows a job that another process submitted.</summary>
    internal RunningJob Resume(string key, LedgerEntry entry) => Follow(key, async job =>
    {
        job.HasSubmitted();
        await client.Attach(entry, new RunOptions { Progress = job }).WaitAsync(CancellationToken.None).ConfigureAwait(false);
    });

    /// <summary>Waits until a job has ended, or for a time.</summary>
    /// <param name="key">The key of the job.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="started">The job if the caller has started it; the wait ends once it cannot be followed.</param>
    /// <param name="longest">The longest wait.</param>
    /// <param name="report">Called about once a second.</param>
    /// <param name="cancellationToken">Ends the wait; the job continues.</param>
    /// <returns>The job as the ledger has it now; null if the customer has no job with this key.</returns>
    internal async Task<LedgerEntry?> WaitAsync(
        string key,
        string? customer,
        RunningJob? started,
        TimeSpan longest,
        Func<TimeSpan, RunningJob?, Task> report,
        CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var running = started ?? Running(key);
            var entry = await FindAsync(key, customer, cancellationToken).ConfigureAwait(false);
            if (entry is { State: LedgerState.Accepted } && running is null)
            {
                running = Resume(key, entry);
            }

            var waited = time.GetElapsedTime(start);
            if (waited >= longest || running?.Ended.IsCompleted == true
                || entry is { State: not (LedgerState.Intended or LedgerState.Sending or LedgerState.Accepted) })
            {
                return entry;
            }

            var left = longest - waited;
            var pause = Task.Delay(left < Pause ? left : Pause, time, cancellationToken);
            await Task.WhenAny(running?.Ended ?? pause, pause).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            await report(time.GetElapsedTime(start), running).ConfigureAwait(false);
        }
    }

    private RunningJob Follow(string key, Func<RunningJob, Task> run) =>
        _running.GetOrAdd(key, _ => new Lazy<RunningJob>(() => new RunningJob(job => RunAsync(key, job, run)))).Value;

    private async Task RunAsync(string key, RunningJob job, Func<RunningJob, Task> run)
    {
        try
        {
            // Lets the caller go on.
            await Task.Yield();
            await run(job).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Whatever it is, the calls that wait for the job report it.
            job.Failure = exception;
        }
        finally
        {
            job.HasSubmitted();
            _running.TryRemove(key, out _);
        }
    }
}
