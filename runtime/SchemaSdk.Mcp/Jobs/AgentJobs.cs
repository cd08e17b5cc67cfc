using System.Collections.Concurrent;
using SchemaSdk.Mcp.Answers;
using SchemaSdk.Mcp.Consent;

namespace SchemaSdk.Mcp.Jobs;

/// <summary>
/// Starts the jobs of agents, and waits for them and for jobs that other processes started. The ledger decides whether a job is
/// submitted.
/// </summary>
internal sealed partial class AgentJobs(ModelClient client, JobLedger ledger, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Clients give up after 60 seconds, and a call may also wait 45 seconds for the job.
    private static readonly TimeSpan LongestResult = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Lazy<RunningJob>> _running = new(StringComparer.Ordinal);

    internal JobLedger Ledger => ledger;

    internal ModelClient Client => client;

    /// <summary>Finds a job of an agent.</summary>
    /// <returns>The job; null if the customer has no job with this key.</returns>
    /// <exception cref="ToolRefusal">The job's row in the ledger cannot be read.</exception>
    internal async Task<LedgerEntry?> FindAsync(string key, string? customer, CancellationToken cancellationToken)
    {
        try
        {
            var entry = await ledger.FindAsync(RunKey.InLedger(key, customer), cancellationToken).ConfigureAwait(false);
            return entry is not null && entry.Customer == customer ? ledger.Opened(entry) : null;
        }
        catch (ModelLedgerException exception) when (exception is { IsLasting: true, Key: not null, ModelId: null })
        {
            throw new ToolRefusal(
                $"The row of the job '{key}' in the ledger cannot be read. The job may be charged, so do not call the run tool for it with "
                + "another key or variant. Ask the user to run 'schemasdk jobs list', which says what to correct.");
        }
    }

    /// <summary>Returns the running job with the given key; null if this process is not waiting for the job.</summary>
    internal RunningJob? Running(string key, string? customer) =>
        _running.TryGetValue(RunKey.InLedger(key, customer), out var job) ? job.Value : null;

    /// <summary>Returns the job of a run, if this process started it and still waits for it; otherwise null.</summary>
    /// <exception cref="ToolRefusal">The key belongs to a different run.</exception>
    internal RunningJob? Running(RunOrder run) =>
        Running(run.Key, run.Customer) is { Order: not null } job ? Checked(job, run) : null;

    /// <summary>Submits a run, unless the ledger has a job with its key, and waits for the job.</summary>
    /// <param name="run">The run.</param>
    /// <param name="maxPrice">The highest price in US dollars at which the run is submitted; null for no limit.</param>
    /// <param name="onlyAttaches">True to submit nothing, because the ledger already has the job.</param>
    /// <exception cref="ToolRefusal">The key belongs to a different run.</exception>
    internal RunningJob Start(RunOrder run, decimal? maxPrice, bool onlyAttaches)
    {
        var key = RunKey.InLedger(run.Key, run.Customer);
        if (_running.TryGetValue(key, out var followed) && followed.Value.Order is null)
        {
            // This process resumed the job without its input. A new submit lets the ledger compare the inputs.
            _running.TryRemove(new(key, followed));
        }

        return Checked(Follow(key, run, job => RunAsync(job, run, maxPrice, onlyAttaches)), run);
    }

    private static RunningJob Checked(RunningJob job, RunOrder run) =>
        job.Order is { } other && !other.IsSameAs(run)
            ? throw new ToolRefusal($"The key '{run.Key}' belongs to another run. Nothing was sent. Use another key, or none.")
            : job;

    // Submits the job and waits for it in a single call, because a worker may claim a job as soon as no call waits for it.
    private static async Task RunAsync(RunningJob job, RunOrder run, decimal? maxPrice, bool onlyAttaches)
    {
        var options = new RunOptions
        {
            Key = RunKey.InLedger(run.Key, run.Customer),
            Customer = run.Customer,
            MaxPriceUsd = maxPrice,
            OnlyAttaches = onlyAttaches,
            Progress = job,
        };

        // The job's request id must be recorded even if the agent's call ends.
        job.Result = await run.Endpoint.RunAsync(run.Input, options, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Waits for a job that another process submitted.</summary>
    private RunningJob Resume(LedgerEntry entry) => Follow(entry.Key, order: null, async job =>
    {
        job.HasSubmitted();
        var accepted = client.Attach(entry, new RunOptions { Progress = job });
        job.Result = await accepted.WaitAsync(CancellationToken.None).ConfigureAwait(false);
    });

    /// <summary>
    /// Returns the result of a job that has ended. All calls share one wait, so that the job's files are downloaded once.
    /// </summary>
    /// <returns>The result; null if it is not available within five seconds, because its files are still being saved.</returns>
    /// <exception cref="ModelException">The job did not succeed, or its result cannot be read.</exception>
    internal async Task<ModelResult<JsonElement>?> ResultAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        var limit = Task.Delay(LongestResult, time, cancellationToken);
        var job = _running.TryGetValue(entry.Key, out var running) ? running.Value : null;
        await Task.WhenAny(job?.Ended ?? Task.CompletedTask, limit).ConfigureAwait(false);
        if (job?.Result is null && !limit.IsCompleted)
        {
            // A run can fail although its job does not, for example if the key belongs to another input.
            job = Resume(entry);
            await Task.WhenAny(job.Ended, limit).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return job?.Ended.IsCompleted == true ? job.Result ?? throw job.Failure! : null;
    }

    /// <summary>Waits until a job has ended, has been refused or has an unknown outcome, or until a time limit is reached.</summary>
    /// <param name="key">The key of the job.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="started">
    /// The job that the caller started; null if it started none. This wait ends if submitting that job, or waiting for it, fails.
    /// </param>
    /// <param name="longest">The time limit once the caller's job has been submitted.</param>
    /// <param name="most">
    /// The time limit while the caller's job is being submitted, or while the service has not yet answered about a job that another process
    /// submitted.
    /// </param>
    /// <param name="report">Called about once a second.</param>
    /// <param name="cancellationToken">Ends the wait; the job continues.</param>
    /// <returns>
    /// Entry: the job; null if the customer has no job with this key. Failure: the exception that ended this process's wait for a job that
    /// another process submitted; otherwise null.
    /// </returns>
    internal async Task<(LedgerEntry? Entry, Exception? Failure)> WaitAsync(
        string key,
        string? customer,
        RunningJob? started,
        TimeSpan longest,
        TimeSpan most,
        Func<TimeSpan, RunningJob?, Task> report,
        CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        RunningJob? resumed = null;
        while (true)
        {
            // If the ledger were read first, a job that ends between the two reads would be reported as running.
            var running = started ?? resumed ?? Running(key, customer);
            var hasEnded = running?.Ended.IsCompleted == true;
            var entry = await FindAsync(key, customer, cancellationToken).ConfigureAwait(false);
            if (entry is null && running is null)
            {
                return (null, null);
            }

            if (entry is { State: LedgerState.Accepted } && running is null)
            {
                running = resumed = Resume(entry);
            }

            var isSubmitting = started is { Submitted.IsCompleted: false };
            var isUnheard = running is { Order: null, Status: null };
            var left = (isSubmitting || isUnheard ? most : longest) - time.GetElapsedTime(start);

            // An ended job is not over while this process is still saving its files.
            var isOver = entry is { State: not (LedgerState.Intended or LedgerState.Sending or LedgerState.Accepted) }
                && (entry.State != LedgerState.Ended || running is null);

            // While this process submits the job, the ledger can still contain the refusal of an earlier call.
            if (left <= TimeSpan.Zero || hasEnded || (isOver && !isSubmitting))
            {
                return (entry, hasEnded && running is { Order: null } ? running.Failure : null);
            }

            var pause = Task.Delay(left < Pause ? left : Pause, time, cancellationToken);
            await Task.WhenAny(isSubmitting ? started!.Submitted : running?.Ended ?? pause, pause).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            await report(time.GetElapsedTime(start), running).ConfigureAwait(false);
        }
    }

    // key: the job's key in the ledger.
    private RunningJob Follow(string key, RunOrder? order, Func<RunningJob, Task> run)
    {
        Lazy<RunningJob>? made = null;
        made = new(() => new RunningJob(order, job => RunAsync(new(key, made!), job, run)));
        return _running.GetOrAdd(key, made).Value;
    }

    private async Task RunAsync(KeyValuePair<string, Lazy<RunningJob>> own, RunningJob job, Func<RunningJob, Task> run)
    {
        try
        {
            // Continues on another thread, because other calls wait until this thread has created the job.
            await Task.Yield();
            await run(job).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The calls that wait for the job report any exception.
            job.Failure = exception;
        }
        finally
        {
            job.HasSubmitted();

            // Removes only this job's own item, because a submit may have replaced the item of a resumed job.
            _running.TryRemove(own);
        }
    }
}
