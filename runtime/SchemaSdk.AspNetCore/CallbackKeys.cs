using System.Text.Json;

namespace SchemaSdk.AspNetCore;

/// <summary>Reads the public keys of a service from one address, and caches them for a day.</summary>
// address: the address of a JSON Web Key Set.
// http: a client that follows no redirects, and limits the duration and the size of an answer.
internal sealed class CallbackKeys(Uri address, HttpClient http, TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(24);

    // The minimum time between two reads, even after a failure. Otherwise, anyone could cause many reads with callbacks that match no key.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _turn = new(1);
    private KeptKeys? _kept;
    private long? _asked;
    private bool _hasFailed;

    /// <summary>Returns the keys from the cache, or reads them if the cache is empty or a day old.</summary>
    /// <exception cref="KeysUnavailableException">The keys cannot be read.</exception>
    internal async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> CurrentAsync(CancellationToken cancellationToken) =>
        KeptNow() ?? await ReadAsync(known: null, cancellationToken).ConfigureAwait(false);

    /// <summary>Returns keys that are newer than those that the caller knows.</summary>
    /// <param name="known">The keys that the caller knows.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The cached keys if they are newer; else the keys read now, or none if the last read succeeded less than 30 s ago.</returns>
    /// <exception cref="KeysUnavailableException">The keys cannot be read.</exception>
    internal async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> NewerAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> known, CancellationToken cancellationToken) =>
        await ReadAsync(known, cancellationToken).ConfigureAwait(false);

    private IReadOnlyList<ReadOnlyMemory<byte>>? KeptNow() =>
        Volatile.Read(ref _kept) is { } kept && time.GetElapsedTime(kept.Since) < MaxAge ? kept.Keys : null;

    private async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(
        IReadOnlyList<ReadOnlyMemory<byte>>? known, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (KeptNow() is { } kept && kept != known)
            {
                return kept;
            }

            if (_asked is { } asked && time.GetElapsedTime(asked) < Interval)
            {
                return _hasFailed ? throw new KeysUnavailableException(address, cause: null) : [];
            }

            (_asked, _hasFailed) = (time.GetTimestamp(), true);
            var keys = await FetchAsync().ConfigureAwait(false);
            Volatile.Write(ref _kept, new KeptKeys(keys, time.GetTimestamp()));
            _hasFailed = false;
            return keys;
        }
        finally
        {
            _turn.Release();
        }
    }

    // All senders share one read, so a sender that disconnects must not cancel it.
    private async Task<IReadOnlyList<ReadOnlyMemory<byte>>> FetchAsync()
    {
        try
        {
            var json = await http.GetByteArrayAsync(address).ConfigureAwait(false);
            return KeySet.Read(json) is { Count: > 0 } keys ? keys : throw new JsonException("The answer contains no Ed25519 key.");
        }
        catch (Exception exception)
            when (exception is HttpRequestException or OperationCanceledException or JsonException or InvalidOperationException)
        {
            throw new KeysUnavailableException(address, exception);
        }
    }

    private sealed record KeptKeys(IReadOnlyList<ReadOnlyMemory<byte>> Keys, long Since);
}
