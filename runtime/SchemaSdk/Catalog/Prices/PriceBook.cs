namespace SchemaSdk.Catalog.Prices;

/// <summary>Caches the catalogue entries of models that run under a price limit. Concurrent callers share one read.</summary>
internal sealed class PriceBook(TimeProvider time, ModelCatalog catalog)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    // More than any application uses. The limit matters only if callers invent ids.
    private const int MostModels = 1000;

    private readonly Dictionary<string, PriceRead> _reads = new(StringComparer.Ordinal);

    /// <exception cref="OperationCanceledException">The token was cancelled. The read continues for other callers.</exception>
    /// <exception cref="ModelException">The catalogue could not be read, or the service refused the read.</exception>
    internal Task<ModelCatalogEntry> GetAsync(string modelId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        PriceRead? read;
        var isNew = false;
        lock (_reads)
        {
            // The next caller after a failure reads again.
            if (!_reads.TryGetValue(modelId, out read) || read.Task.IsFaulted
                || (read.Task.IsCompleted && time.GetElapsedTime(read.Start) >= Lifetime))
            {
                if (_reads.Count >= MostModels)
                {
                    _reads.Clear();
                }

                _reads[modelId] = read = new PriceRead(time.GetTimestamp());
                isNew = true;
            }
        }

        if (isNew)
        {
            _ = ReadAsync(modelId, read);
        }

        return read.Task.WaitAsync(cancellationToken);
    }

    internal static CatalogErrors ErrorsOf(string modelId, string what = "catalogue entry") => new(
        modelId, " Its price is needed because MaxPriceUsd, BudgetUsd or the budget of a ledger is set. Nothing was sent.", what);

    private async Task ReadAsync(string modelId, PriceRead read)
    {
        try
        {
            read.SetResult(await catalog.GetAsync(modelId, ErrorsOf(modelId), CancellationToken.None).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            read.SetException(exception);
            _ = read.Task.Exception;   // Marks the exception as observed, even if all waiters were cancelled.
        }
    }

    private sealed class PriceRead(long start) : TaskCompletionSource<ModelCatalogEntry>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        internal long Start => start;
    }
}
