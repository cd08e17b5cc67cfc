namespace SchemaSdk.Durable.Workers;

/// <summary>The jobs of a host, for its callers.</summary>
/// <param name="client">The client that checks inputs and reads results.</param>
/// <param name="ledger">Where the jobs are.</param>
/// <param name="signals">What became of them, as far as this process does it.</param>
/// <param name="hints">Looks at jobs that are said to have ended.</param>
/// <param name="troubles">Hears of jobs that the ledger does not take.</param>
/// <param name="hasHandler">Whether results are delivered to a handler.</param>
internal sealed class ModelJobs(
    ModelClient client, JobLedger ledger, JobSignals signals, JobHints hints, JobTroubles troubles, bool hasHandler) : IModelJobs
{
    // Another process may run it, and does not tell this one.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time = ledger.Options.TimeProvider;

    public ModelClient Client => client;

    public JobLedger Ledger => ledger;

    public LedgerEntry IntentOf(string key, string modelId, JsonElement input) => client.IntentOf(key, modelId, input);

    public async Task<LedgerEntry> EnqueueAsync(
        string key, string modelId, JsonElement input, CancellationToken cancellationToken = default)
    {
        var intent = client.IntentOf(key, modelId, input);
        try
        {
            var job = await new QueuedJob(
                ledger, entry => ledger.BeginAsync(entry, cancellationToken), entry => ledger.RecordAsync(entry, cancellationToken))
                .PutAsync(intent).ConfigureAwait(false);
            if (ReferenceEquals(job, intent))
            {
                troubles.Recorded();
            }

            if (job.State == LedgerState.Intended)
            {
                signals.TellWork();
            }

            return job;
        }
        catch (Exception exception)
        {
            troubles.Enqueue(exception);
            throw;
        }
    }

    public async Task<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default) =>
        await ledger.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } entry ? ledger.Opened(entry) : null;

    public async Task<LedgerEntry> WaitAsync(string key, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            // Before the look: what becomes of it after that is told.
            var told = signals.Of(key);
            try
            {
                if (IsOver(await ledger.StateOfAsync(key, cancellationToken).ConfigureAwait(false) ?? throw NoJob(key)))
                {
                    // It may have been enqueued again since.
                    var entry = await FindAsync(key, cancellationToken).ConfigureAwait(false) ?? throw NoJob(key);
                    if (IsOver(entry.State))
                    {
                        return entry;
                    }
                }

                using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                await Task.WhenAny(told, Task.Delay(Pause, _time, ended.Token)).ConfigureAwait(false);
                await ended.CancelAsync().ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
            finally
            {
                signals.Leave(key, told);
            }
        }
    }

    public async Task<ModelResult<JsonElement>> ResultAsync(string key, CancellationToken cancellationToken = default)
    {
        var entry = await WaitAsync(key, cancellationToken).ConfigureAwait(false);
        return entry.State switch
        {
            LedgerState.Unknown => throw new ModelSubmissionUnknownException(
                $"Whether the service accepted the job '{key}' of {entry.ModelId} is not known: it may be running and billed, so it is not "
                + "sent again. Look for it at the service, and settle it.")
            {
                ModelId = entry.ModelId,
                Key = key,
                RequestId = entry.RequestId,
            },
            LedgerState.Refused => throw new ModelLedgerException(
                $"The job '{key}' of {entry.ModelId} was refused, and nothing runs. "
                + (entry.Refused?.Reason is { } reason ? $"The reason: {reason} " : "")
                + "Put it down again under its key to submit it again.")
            {
                ModelId = entry.ModelId,
                Key = key,
            },
            _ => await GiveAsync(entry, cancellationToken).ConfigureAwait(false),
        };
    }

    public Task<LedgerEntry?> HintAsync(string requestId, string? key = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(requestId);
        return hints.LookAsync(requestId, key, cancellationToken);
    }

    public async Task<LedgerEntry> SettleAsync(
        string key, string? requestId, string by, CancellationToken cancellationToken = default)
    {
        var settled = await ledger.SettleAsync(key, requestId, by, cancellationToken).ConfigureAwait(false);
        signals.Tell(key);
        signals.TellWork();
        return settled;
    }

    private static bool IsOver(LedgerState state) =>
        state is LedgerState.Ended or LedgerState.Delivered or LedgerState.Refused or LedgerState.Unknown;

    private static ModelLedgerException NoJob(string key) =>
        new($"The ledger has no job '{key}'. Put it down first, and look at the spelling.") { Key = key };

    private async Task<ModelResult<JsonElement>> GiveAsync(LedgerEntry ended, CancellationToken cancellationToken)
    {
        var job = client.Attach(ended, new RunOptions { LeavesDelivery = hasHandler });
        return await job.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
