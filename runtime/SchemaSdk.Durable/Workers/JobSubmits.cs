namespace SchemaSdk.Durable.Workers;

/// <summary>Submits jobs, some at a time.</summary>
internal sealed class JobSubmits(
    ModelClient client, ModelJobsOptions options, JobSignals signals, JobTroubles troubles, ILogger log)
{
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = 1000 };

    // Neither is disposed of: a container may be disposed of while its worker still stops, and both are memory alone.
    private readonly SemaphoreSlim _places = new(Math.Max(1, options.MaxSubmits));
    private readonly CancellationTokenSource _abandoned = new();
    private int _begun;

    /// <summary>
    /// The number of jobs that more can be claimed: some beyond those that are submitted at a time, since a claim costs as much for many
    /// as for one.
    /// </summary>
    internal int Room => Volatile.Read(ref _begun) is var begun && begun < 2 * options.MaxSubmits ? (4 * options.MaxSubmits) - begun : 0;

    /// <summary>Returns true if the same input would be refused again.</summary>
    internal static bool IsFinal(Exception failure) =>
        failure is ModelInputException or ModelBudgetException or ArgumentException or JsonException;

    /// <summary>A job was claimed, to be submitted.</summary>
    internal JobPlace Begin()
    {
        Interlocked.Increment(ref _begun);
        return new JobPlace(End);
    }

    /// <summary>The host stops, and the time for that is over.</summary>
    internal CancellationToken Abandoned => _abandoned.Token;

    /// <summary>Lets nothing leave that is not on its way, and tells the handlers that are at work to stop.</summary>
    // On another thread: what the application does then can neither hold up the stop of the host nor end the process from its timer.
    internal void Abandon() => _abandoned.CancelAsync().ContinueWith(
        static (failed, log) => JobLog.CallbackThrew((ILogger)log!, failed.Exception!.GetBaseException()),
        log,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    /// <exception cref="OperationCanceledException">The host stops, and nothing was sent.</exception>
    internal async Task<ModelJob<JsonElement>> SubmitAsync(LedgerEntry entry, CancellationToken stop)
    {
        await _places.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            var known = entry.ForService(client.Parts.Line.Settings.Service.Names.Name);
            using var input = JsonDocument.Parse(known.Input, AnyDepth);

            // Not with the host's token: a submit that is on its way is awaited.
            var run = new RunOptions { Key = known.Key, LeavesDelivery = true, IsOfWorker = true };
            try
            {
                var job = await client.SubmitAsync(known.ModelId, input.RootElement, run, _abandoned.Token).ConfigureAwait(false);
                troubles.Sent();
                return job;
            }
            catch (Exception exception)
            {
                // Every failure is thrown on; those of all jobs also count for the health.
                troubles.Send(exception);
                throw;
            }
        }
        finally
        {
            _places.Release();
        }
    }

    private void End()
    {
        if (Interlocked.Decrement(ref _begun) == options.MaxSubmits)
        {
            signals.TellWork();
        }
    }
}
