namespace SchemaSdk.Durable.Ledgers;

/// <summary>Lets only one call of this process submit under a key at a time. Disposing a claim again has no effect.</summary>
internal sealed class LedgerClaims
{
    private readonly ConcurrentDictionary<string, Claim> _claims = new(StringComparer.Ordinal);

    internal IDisposable? TryTake(string key)
    {
        var claim = new Claim(_claims, key);
        return _claims.TryAdd(key, claim) ? claim : null;
    }

    internal async ValueTask<IDisposable> TakeAsync(string key, CancellationToken cancellationToken)
    {
        var claim = new Claim(_claims, key);
        while (_claims.GetOrAdd(key, claim) is var other && other != claim)
        {
            await other.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return claim;
    }

    private sealed class Claim(ConcurrentDictionary<string, Claim> claims, string key)
        : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), IDisposable
    {
        public void Dispose()
        {
            if (claims.TryRemove(KeyValuePair.Create(key, this)))
            {
                SetResult();
            }
        }
    }
}
