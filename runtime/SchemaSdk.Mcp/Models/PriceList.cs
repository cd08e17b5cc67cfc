namespace SchemaSdk.Mcp.Models;

/// <summary>The catalogue of the service, for titles, kinds and prices in lists. It is read at most once every five minutes.</summary>
internal sealed class PriceList(TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _one = new(1);
    private IReadOnlyDictionary<string, ModelCatalogEntry> _entries = new Dictionary<string, ModelCatalogEntry>();
    private long _readAt;
    private bool _isRead;

    /// <summary>Returns the entries by id; empty if the service has no catalogue or the catalogue cannot be read.</summary>
    internal async Task<IReadOnlyDictionary<string, ModelCatalogEntry>> ReadAsync(ModelClient client, CancellationToken cancellationToken)
    {
        if (client.Parts.Line.Settings.Service.Catalog is null)
        {
            return _entries;
        }

        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isRead || time.GetElapsedTime(_readAt) > Fresh)
            {
                var entries = new Dictionary<string, ModelCatalogEntry>(StringComparer.Ordinal);
                await foreach (var entry in client.ListModelsAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
                {
                    entries.TryAdd(entry.Id, entry);
                }

                _entries = entries;
                (_isRead, _readAt) = (true, time.GetTimestamp());
            }
        }
        catch (ModelException)
        {
            // Ignore the failure, because a list without prices is still useful. The tools get_model and quote report the failure.
            (_isRead, _readAt) = (true, time.GetTimestamp());
        }
        finally
        {
            _one.Release();
        }

        return _entries;
    }
}
