using SchemaSdk.PostgreSql.Calls;
using SchemaSdk.PostgreSql.Writing;

namespace SchemaSdk.PostgreSql;

/// <content>The work that is left to workers, and the end of the ledger.</content>
public sealed partial class PostgreSqlJobLedger
{
    /// <inheritdoc />
    public override async ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        var taking = TakeAsync(work, count);
        try
        {
            return await taking.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = GiveBackAsync(taking);
            throw;
        }
    }

    /// <inheritdoc />
    public override ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return ReleaseAsync(keys, areLeft: false, cancellationToken);
    }

    /// <summary>
    /// Waits until the database tells of new work, and at most for <see cref="PostgreSqlLedgerOptions.PollInterval"/>. It may end early.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public override Task WaitForWorkAsync(CancellationToken cancellationToken = default) =>
        _isDisposed ? throw Disposed() : _signal.WaitAsync(cancellationToken);

    /// <inheritdoc />
    public override async ValueTask<LedgerSummary> SummarizeAsync(CancellationToken cancellationToken = default)
    {
        await PassAsync(cancellationToken).ConfigureAwait(false);
        return await _finder.CountAsync(cancellationToken).ConfigureAwait(false) with { LeasesLost = _leases.Lost };
    }

    /// <inheritdoc />
    public override async ValueTask<LedgerEntry?> FindByRequestAsync(string requestId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(requestId);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        return Lines.IsKept(requestId) ? await _finder.ByRequestAsync(requestId, cancellationToken).ConfigureAwait(false) : null;
    }

    /// <inheritdoc />
    public override bool IsDisposed => _isDisposed;

    /// <summary>
    /// Waits until what was given is committed, and gives all jobs back that this ledger has taken up. Dispose of the clients that use it
    /// first. If the database is away, others get the jobs once the lease time is over.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isLeaving, 1) != 0)
        {
            return;
        }

        // The round that is under way still looks up jobs whose copies it removes.
        await _rounds.DisposeAsync().ConfigureAwait(false);
        _isDisposed = true;
        _claims.Close();
        await _claims.Ended.ConfigureAwait(false);
        await Task.WhenAll(_finds.IdleAsync(), _begins.IdleAsync(), _records.IdleAsync(), _budgeted.IdleAsync(), _releases.IdleAsync())
            .ConfigureAwait(false);
        await _withdrawals.DisposeAsync().ConfigureAwait(false);
        await _signal.DisposeAsync().ConfigureAwait(false);
        await _leases.DisposeAsync().ConfigureAwait(false);
        await _claimer.LeaveAsync(_farewell).ConfigureAwait(false);
        if (_own is { } own)
        {
            await own.DisposeAsync().ConfigureAwait(false);
        }
    }

    // The end of the ledger waits for it, even if its caller does not: a claim that was committed later would be handed back by nobody.
    private async Task<IReadOnlyList<LedgerEntry>> TakeAsync(LedgerWork work, int count)
    {
        if (!_claims.TryEnter())
        {
            throw Disposed();
        }

        try
        {
            await _leases.BeginAsync(CancellationToken.None).ConfigureAwait(false);
            return await _claimer.TakeAsync(work, count).ConfigureAwait(false);
        }
        finally
        {
            _claims.Leave();
        }
    }

    // Nobody works on what somebody claimed who has not waited for it.
    private async Task GiveBackAsync(Task<IReadOnlyList<LedgerEntry>> taking)
    {
        try
        {
            var claimed = await taking.ConfigureAwait(false);
            await ReleaseAsync([.. claimed.Select(entry => entry.Key)]).ConfigureAwait(false);
        }
        catch (ModelLedgerException)
        {
            // Either nothing was claimed, or the next renewal gives it back, or the end of the ledger.
        }
    }

    private async ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, bool areLeft, CancellationToken cancellationToken)
    {
        var calls = new List<Task>();
        foreach (var key in keys)
        {
            if (_leases.Has(key))
            {
                await PassAsync(cancellationToken).ConfigureAwait(false);
                var call = new ReleaseCall(key, areLeft);
                _releases.Add(call);
                calls.Add(call.Task);
            }
        }

        await Task.WhenAll(calls).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task ReleaseLeftAsync(string[] keys)
    {
        try
        {
            await ReleaseAsync(keys, areLeft: true, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Whatever it was, they are still noted as left: a later renewal tries it again, or the end of the ledger hands them back.
        }
    }

    private ValueTask PassAsync(CancellationToken cancellationToken)
    {
        if (_isDisposed)
        {
            throw Disposed();
        }

        _rounds.Begin();
        return _gate.PassAsync(cancellationToken);
    }

    private ModelLedgerException Disposed() =>
        new(
            $"The ledger in PostgreSQL ({_database.Words}) was disposed, so it does nothing any more.",
            new ObjectDisposedException(nameof(PostgreSqlJobLedger)));
}
