namespace SchemaSdk.Durable.Workers;

internal sealed class ModelJobs(ModelJobsParts parts) : IModelJobs
{
    // A worker in another process cannot signal this one, so the state is also read at this interval.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private const int ForgetAfter = 1024;

    // The checks that HintAsync started, by the job's key. Each job is checked at most once per HintInterval.
    private readonly Dictionary<string, (long Since, Task Running)> _checks = new(StringComparer.Ordinal);
    private int _asked;

    public ModelClient Client => parts.Client;
    public JobLedger Ledger => parts.Ledger;

    public LedgerEntry IntentOf(string key, string modelId, JsonElement input) => Client.IntentOf(key, modelId, input);

    public async Task<LedgerEntry> EnqueueAsync(
        string key, string modelId, JsonElement input, CancellationToken cancellationToken = default) =>
        await EnqueueAsync(await this.IntentAsync(key, modelId, input, cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);

    public async Task<LedgerEntry> EnqueueAsync(LedgerEntry intent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(intent);
        try
        {
            var job = await new QueuedJob(
                Ledger, entry => Ledger.BeginAsync(entry, cancellationToken), entry => Ledger.RecordAsync(entry, cancellationToken))
                .PutAsync(intent).ConfigureAwait(false);
            if (ReferenceEquals(job, intent))
            {
                parts.Failures.Recorded();
            }

            if (job.State == LedgerState.Intended)
            {
                parts.Signals.TellWork();
            }

            return job;
        }
        catch (Exception exception)
        {
            parts.Failures.Record(exception, isOfCaller: true);
            throw;
        }
    }

    public async Task<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default) =>
        await Ledger.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } entry ? Ledger.Opened(entry) : null;

    public async Task<LedgerEntry> WaitAsync(string key, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            // The task is obtained before the state is read, so that no change after the read is missed.
            var told = parts.Signals.Of(key);
            try
            {
                if (IsOver(await Ledger.StateOfAsync(key, cancellationToken).ConfigureAwait(false) ?? throw NoJob(key)))
                {
                    // The job may have been enqueued again since the first read.
                    var entry = await FindAsync(key, cancellationToken).ConfigureAwait(false) ?? throw NoJob(key);
                    if (IsOver(entry.State))
                    {
                        return entry;
                    }
                }

                await told.WaitAsync(Pause, parts.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellationToken.ThrowIfCancellationRequested();
            }
            finally
            {
                parts.Signals.Leave(key, told);
            }
        }
    }

    public async Task<ModelResult<JsonElement>> ResultAsync(string key, CancellationToken cancellationToken = default)
    {
        var service = ModelJobsParts.ServiceOf(Client).Names.Name;
        var entry = (await WaitAsync(key, cancellationToken).ConfigureAwait(false)).ForService(service);
        var reason = entry.Refused?.Reason is { } text ? $"The reason: {ErrorText.Ended(text)} " : "";
        return entry.State switch
        {
            LedgerState.Unknown => throw new ModelSubmissionUnknownException(
                $"It is not known whether the service accepted the job '{key}' of {entry.ModelId}. The job may be running and charged, so "
                + "it is not sent again. Look for it at the service, and settle it with IModelJobs.SettleAsync or schemasdk jobs settle.")
            {
                ModelId = entry.ModelId,
                Key = key,
                RequestId = entry.RequestId,
                SentAt = entry.Attempt?.SentAt ?? entry.ChangedAt,
                Search = new UnknownSearch(Client.Parts.Reconciler, LedgerUnknown.Of(Ledger, entry, Client)),
            },
            LedgerState.Refused => throw new ModelLedgerException(
                $"The job '{key}' of {entry.ModelId} was refused and is not running. {reason}To submit it again, enqueue it under the "
                + "same key.",
                key, entry.ModelId),
            _ => await Client.Attach(entry, new RunOptions { LeavesDelivery = parts.Delivery.HasHandler })
                .WaitAsync(cancellationToken).ConfigureAwait(false),
        };
    }

    public async Task<LedgerEntry?> HintAsync(string requestId, string? key = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(requestId);
        var service = ModelJobsParts.ServiceOf(Client).Names.Name;
        var entry = await Ledger.FindByRequestAsync(requestId, service, cancellationToken).ConfigureAwait(false);
        if (entry is null && key is not null)
        {
            var named = await Ledger.FindAsync(key, cancellationToken).ConfigureAwait(false);
            entry = named is { State: LedgerState.Unknown } && (named.Service ?? service) == service ? named.WithoutContent() : null;
        }

        // For an unknown job, the caller must pass the key, because the recorded request id may come from an answer that broke off.
        if (entry is null || !(entry.State == LedgerState.Accepted || (entry.State == LedgerState.Unknown && entry.Key == key)))
        {
            return entry;
        }

        await CheckOf(entry, requestId).WaitAsync(cancellationToken).ConfigureAwait(false);
        return (await Ledger.FindAsync(entry.Key, cancellationToken).ConfigureAwait(false))?.WithoutContent();
    }

    public async Task<LedgerEntry> SettleAsync(string key, string? requestId, string by, CancellationToken cancellationToken = default)
    {
        if (requestId is not null)
        {
            Client.Parts.Jobs.CheckId(requestId);
        }

        var settled = await Ledger.SettleAsync(key, requestId, by, cancellationToken).ConfigureAwait(false);
        parts.Signals.Tell(key);
        parts.Signals.TellWork();
        return settled;
    }

    private Task CheckOf(LedgerEntry entry, string requestId)
    {
        lock (_checks)
        {
            if (++_asked % ForgetAfter == 0)
            {
                _checks.Where(check => IsOver(check.Value)).ToList().ForEach(check => _checks.Remove(check.Key));
            }

            if (!_checks.TryGetValue(entry.Key, out var last) || IsOver(last))
            {
                last = _checks[entry.Key] = (parts.Time.GetTimestamp(), Task.Run(() => CheckAsync(entry, requestId)));
            }

            return last.Running;
        }
    }

    private async Task CheckAsync(LedgerEntry entry, string requestId)
    {
        if (entry.State == LedgerState.Unknown)
        {
            var account = Client.Parts.Jobs.AccountOf(entry.ModelId, entry.Key, entry.Customer);
            var model = await Client.Parts.Jobs.ModelOfAsync(entry.ModelId, requestId, account, CancellationToken.None)
                .ConfigureAwait(false);
            if (model.IsExpected == true)
            {
                await SettleAsync(entry.Key, requestId, "a callback, confirmed by the service").ConfigureAwait(false);
            }

            return;
        }

        var job = parts.Runs.Find(entry.Key)?.Job ?? Client.Attach(entry, new RunOptions { LeavesDelivery = true });
        if ((await job.GetStatusAsync().ConfigureAwait(false)).HasEnded)
        {
            // Gives the ledger a moment to record the end. Ignores a failure to record it, because the check itself succeeded.
            Task recording = job.WaitAsync();
            Background.Leave(recording);
            await recording.WaitAsync(Pause, parts.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsOver((long Since, Task Running) check) =>
        check.Running.IsCompleted && parts.Time.GetElapsedTime(check.Since) >= parts.Options.HintInterval;

    private static bool IsOver(LedgerState state) =>
        state is LedgerState.Ended or LedgerState.Delivered or LedgerState.Refused or LedgerState.Unknown;

    private static ModelLedgerException NoJob(string key) =>
        new($"The ledger has no job '{key}'. Enqueue the job first, or check the spelling of its key.") { Key = key };
}
