namespace SchemaSdk.Mcp.Models;

/// <summary>The catalogue of the service, for titles, kinds and prices in lists. It is read at most once every five minutes.</summary>
internal sealed class PriceList(TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    // Clients give up after 60 seconds, and a call may also wait 45 seconds for a job and 5 for its result.
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1);
    private IReadOnlyDictionary<string, ModelCatalogEntry> _entries = new Dictionary<string, ModelCatalogEntry>();
    private long _readAt;
    private bool _isRead;

    /// <summary>
    /// Returns the entries by id; empty if the service has no catalogue. If the catalogue cannot be read, returns the entries of the last
    /// successful read, if any.
    /// </summary>
    internal async Task<IReadOnlyDictionary<string, ModelCatalogEntry>> ReadAsync(ModelClient client, CancellationToken cancellationToken)
    {
        if (client.Parts.Access.Settings.Service.Catalog is null)
        {
            return _entries;
        }

        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isRead || time.GetElapsedTime(_readAt) > Fresh)
            {
                _entries = await LimitAsync(stop => ListAsync(client, stop), cancellationToken).ConfigureAwait(false);
                (_isRead, _readAt) = (true, time.GetTimestamp());
            }
        }
        catch (ModelException)
        {
            // Counts as a read, so that the next calls do not wait: a list without prices is still useful.
            (_isRead, _readAt) = (true, time.GetTimestamp());
        }
        finally
        {
            _one.Release();
        }

        return _entries;
    }

    /// <summary>Reads from the catalogue for at most five seconds.</summary>
    /// <exception cref="ModelUnavailableException">The read took longer.</exception>
    internal async Task<T> LimitAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(LongestRead, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await read(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ModelUnavailableException(
                $"The prices of the service could not be read within {LongestRead.Seconds} seconds. No job was started. Call again in "
                + "a minute.",
                exception);
        }
    }

    private static async Task<IReadOnlyDictionary<string, ModelCatalogEntry>> ListAsync(ModelClient client, CancellationToken stop)
    {
        var entries = new Dictionary<string, ModelCatalogEntry>(StringComparer.Ordinal);
        await foreach (var entry in client.ListModelsAsync(cancellationToken: stop).ConfigureAwait(false))
        {
            entries.TryAdd(entry.Id, entry);
        }

        return entries;
    }
}
