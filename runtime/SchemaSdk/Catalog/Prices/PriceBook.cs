namespace SchemaSdk.Catalog.Prices;

/// <summary>
/// Caches the catalogue entries of models that run under a price limit. Concurrent callers share one read, and an old entry is read again.
/// </summary>
internal sealed class PriceBook(TimeProvider time, ModelCatalog catalog)
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    // More than any application uses. The limit matters only if callers invent ids.
    private const int MostModels = 1000;

    private readonly object _gate = new();
    private readonly Dictionary<string, PriceRead> _reads = new(StringComparer.Ordinal);

    /// <exception cref="OperationCanceledException">The token was cancelled. The read continues for other callers.</exception>
    /// <exception cref="ModelException">The catalogue could not be read, or the service refused the read.</exception>
    internal Task<ModelCatalogEntry> GetAsync(string modelId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        PriceRead? read;
        var isNew = false;
        lock (_gate)
        {
            if (!_reads.TryGetValue(modelId, out read) || read.EndedAt is { } end && time.GetElapsedTime(end) >= Lifetime)
            {
                if (_reads.Count >= MostModels)
                {
                    _reads.Clear();
                }

                _reads[modelId] = read = new PriceRead();
                isNew = true;
            }
        }

        if (isNew)
        {
            _ = ReadAsync(modelId, read);
        }

        return read.Entry.Task.WaitAsync(cancellationToken);
    }

    private async Task ReadAsync(string modelId, PriceRead read)
    {
        try
        {
            var entry = await catalog.GetAsync(modelId, ErrorsOf(modelId), CancellationToken.None).ConfigureAwait(false);
            lock (_gate)
            {
                read.EndedAt = time.GetTimestamp();
            }

            read.Entry.SetResult(entry);
        }
        catch (Exception exception)
        {
            // Removes the failed read: its waiters get the exception, and the next caller retries.
            lock (_gate)
            {
                if (_reads.GetValueOrDefault(modelId) == read)
                {
                    _reads.Remove(modelId);
                }
            }

            read.Entry.SetException(exception);
            _ = read.Entry.Task.Exception;   // Marks it as observed, even if all waiters were cancelled.
        }
    }

    internal static CatalogErrors ErrorsOf(string modelId, string what = "catalogue entry") => new(
        modelId, " Its price is needed because MaxPriceUsd, BudgetUsd or the budget of a ledger is set. Nothing was sent.", what);

    private sealed class PriceRead
    {
        internal TaskCompletionSource<ModelCatalogEntry> Entry { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>When the read ended; null during the read.</summary>
        internal long? EndedAt { get; set; }
    }
}
