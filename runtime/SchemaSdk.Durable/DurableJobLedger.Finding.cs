namespace SchemaSdk.Durable;

/// <content>Finds jobs without their inputs and results.</content>
public abstract partial class DurableJobLedger
{
    /// <inheritdoc />
    public override async ValueTask<LedgerState?> StateOfAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        return Lines.IsKey(key) ? (await BareAsync(key, cancellationToken).ConfigureAwait(false))?.State : null;
    }

    /// <inheritdoc />
    public override async ValueTask<LedgerEntry?> FindByRequestAsync(string requestId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(requestId);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        if (!Lines.IsKept(requestId))
        {
            return null;
        }

        var keys = await _store.ReadAsync(
            new Statement(
                $"select j.key from {_store.Dialect.Table("jobs")} j where j.request_id = $1 "
                + "order by case when j.state in (2, 5, 6) then 0 else 1 end, j.begun limit 1",
                SqlValue.Of(requestId)),
            static reader => reader.GetString(0),
            cancellationToken).ConfigureAwait(false);
        if (keys.Count == 0)
        {
            return null;
        }

        return await BareAsync(keys[0], cancellationToken).ConfigureAwait(false);
    }

    private async Task<LedgerEntry?> BareAsync(string key, CancellationToken cancellationToken)
    {
        var found = await DuringAsync(() => _rows.FindAsync([key], isWhole: false, unread: null, cancellationToken)).ConfigureAwait(false);
        return found.GetValueOrDefault(key)?.Entry;
    }
}
