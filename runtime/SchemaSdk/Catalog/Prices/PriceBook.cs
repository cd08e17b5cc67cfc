namespace SchemaSdk.Catalog.Prices;

/// <summary>Caches the catalogue entries of models that run under a price limit. Concurrent callers share one read.</summary>
internal sealed class PriceBook(ServiceAccess access, ModelCatalog catalog)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    // No application uses this many models. The limit matters only if callers invent ids.
    private const int MostModels = 1000;

    // Workers have their own reads, which fail at once if the service is unreachable.
    private readonly Dictionary<(string Id, bool IsOfWorker), (long Start, Task<ModelCatalogEntry> Task)> _reads = [];

    /// <exception cref="OperationCanceledException">The token was cancelled. The read continues for other callers.</exception>
    /// <exception cref="ModelException">The catalogue could not be read, or the service refused the read.</exception>
    internal Task<ModelCatalogEntry> GetAsync(string modelId, bool isOfWorker, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_reads)
        {
            // A failed read is not reused.
            if (!_reads.TryGetValue((modelId, isOfWorker), out var read) || (read.Task.IsCompleted
                && (!read.Task.IsCompletedSuccessfully || access.Time.GetElapsedTime(read.Start) >= Lifetime)))
            {
                if (_reads.Count >= MostModels)
                {
                    _reads.Clear();
                }

                // The read runs on another thread, because the application's handlers must not run within the lock.
                _reads[(modelId, isOfWorker)] = read = (access.Time.GetTimestamp(), Task.Run(
                    () => catalog.GetAsync(modelId, isForPrice: true, isOfWorker, CancellationToken.None), CancellationToken.None));

                // Observes the exception of a failed read, because all waiters may have been cancelled.
                _ = read.Task.ContinueWith(static failed => failed.Exception, TaskScheduler.Default);
            }

            if (read.Task.IsCompletedSuccessfully)
            {
                return read.Task;
            }

            RequestSlot.GiveUpAround(access.InFlight);

            // Each waiter gets its own thread and exception: a handler may block the thread, and a job may add a key to the exception.
            return read.Task
                .ContinueWith(
                    static done => done.Exception?.InnerException is ModelException shared
                        ? Task.FromException<ModelCatalogEntry>(shared.Copy()) : done,
                    CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
                .Unwrap().WaitAsync(cancellationToken);
        }
    }
}
