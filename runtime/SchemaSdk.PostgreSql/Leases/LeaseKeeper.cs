using Npgsql;
using NpgsqlTypes;
using SchemaSdk.PostgreSql.Calls;
using SchemaSdk.PostgreSql.Connecting;
using SchemaSdk.PostgreSql.Reading;

namespace SchemaSdk.PostgreSql.Leases;

/// <summary>
/// Says every third of the lease time that this ledger lives, by one row for all of its jobs. Who says nothing for the lease time loses
/// its jobs to others; the database's clock counts.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="schema">The schema of the tables.</param>
/// <param name="owner">The name of this ledger, for others.</param>
/// <param name="leaseTime">The time after which it loses its jobs if it says nothing.</param>
/// <param name="time">The clock of the pauses.</param>
/// <param name="release">Gives jobs back. It throws nothing.</param>
internal sealed class LeaseKeeper(
    Database database, string schema, string owner, TimeSpan leaseTime, TimeProvider time, Func<string[], Task> release) : IAsyncDisposable
{
    private static readonly TimeSpan LeastLimit = TimeSpan.FromSeconds(1);

    private readonly string _renew = $"""
        insert into {schema}.workers (id, name, leased_until, lease) values (@me, @name, now() + @lease, @lease)
        on conflict (id) do update set leased_until = excluded.leased_until
        """;

    // Those that nobody has taken meanwhile are taken back; what is this ledger's then, it has never lost.
    private readonly string _adopt = $"""
        with held as (select * from unnest(@keys, @epochs) as h (key, epoch)),
        back as (
          update {schema}.jobs j set worker = @me from held h
          where j.key = h.key and j.epoch = h.epoch and j.worker is null and j.state in (0, 2, 5) and {Columns.IsDurable}
          returning j.key)
        select j.key from {schema}.jobs j join held h on h.key = j.key
        where j.epoch = h.epoch and (j.worker = @me or j.state in (3, 6)) union select key from back
        """;

    // Rows of killed processes, whose jobs others have long taken up.
    private readonly string _sweep = $"""
        delete from {schema}.workers w
        where w.leased_until < now() - interval '1 day' and not {JobRow.Lives}
          and not exists (select 1 from {schema}.jobs j where j.worker = w.id and j.state in (0, 1, 2, 5))
        """;

    private readonly HeldJobs _held = new();

    // Neither is disposed of: a call that is late may still want one.
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _gate = new(1);

    // Two that are not answered, and the pause before them, are over within a lease of five seconds or more. A machine that is busy may
    // need a second for each, however short the lease.
    private readonly TimeSpan _limit = leaseTime / 6 > LeastLimit ? leaseTime / 6 : LeastLimit;
    private Task _releasing = Task.CompletedTask;
    private volatile Task? _renewing;
    private volatile ModelLedgerException? _failure;

    /// <summary>The id of this ledger among those that share the database.</summary>
    internal Guid Worker { get; } = Guid.NewGuid();

    internal string Owner => owner;

    /// <summary>The number of jobs that others took because the lease of this ledger had ended.</summary>
    internal long Lost => _held.Lost;

    /// <summary>The reason why the lease could not be renewed, or its jobs looked up, the last time; null if both succeeded.</summary>
    internal ModelLedgerException? Failure => _failure;

    /// <summary>True if it may have taken jobs.</summary>
    internal bool HasBegun => _renewing is not null;

    /// <summary>Begins to say that this ledger lives, which it has to before it takes a job.</summary>
    internal async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        if (_renewing is not null)
        {
            return;
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_renewing is null)
            {
                await SweepAsync(cancellationToken).ConfigureAwait(false);
                await RenewAsync(cancellationToken).ConfigureAwait(false);
                _renewing = Background.Run(KeepAsync);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Takes note of a line of this ledger.</summary>
    internal void Note(LedgerEntry line, long epoch)
    {
        if (line.State == LedgerState.Sending)
        {
            _held.Add(line.Key, epoch);
        }
        else if (line.State is LedgerState.Refused or LedgerState.Unknown or LedgerState.Delivered)
        {
            _held.Remove(line.Key);
        }
    }

    /// <summary>Takes note of a claimed job.</summary>
    internal void Note(string key, long epoch) => _held.Add(key, epoch);

    /// <summary>The jobs that are worked on here, as far as this ledger knows.</summary>
    internal HeldJobs Held => _held;

    /// <summary>Returns true if this ledger has taken a job up, and not given it back.</summary>
    internal bool Has(string key) => _held.Has(key);

    /// <summary>Takes a job out that is to be given back, so that no renewal takes it up again meanwhile.</summary>
    /// <returns>The epoch under which it was taken up; null: this ledger does not have it.</returns>
    internal long? TakeOut(string key) => _held.TakeOut(key);

    /// <summary>Takes a job out that could not be given back before, unless it was taken up anew.</summary>
    /// <returns>The epoch under which it was taken up; null: it is not among them.</returns>
    internal long? TakeOutLeft(string key) => _held.TakeOutLeft(key);

    /// <summary>Counts a job as lost if somebody else took it up since this ledger did.</summary>
    internal void Compare(string key, long? epoch) => _held.Compare(key, epoch);

    /// <summary>Says once that this ledger lives.</summary>
    internal async Task RenewAsync(CancellationToken cancellationToken)
    {
        await database.RunAsync(
            _limit,
            async (connection, cancel) =>
            {
                using var command = new NpgsqlCommand(_renew, connection);
                command.Add("me", Worker, NpgsqlDbType.Uuid);
                command.Add("name", owner, NpgsqlDbType.Text);
                command.Add("lease", leaseTime, NpgsqlDbType.Interval);
                return await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);

        // Each time: whether the lease had ended before, an answer that was lost may have said, and an adoption may fail.
        if (!_held.IsEmpty)
        {
            await AdoptAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_renewing is { } renewing)
        {
            await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<int> SweepAsync(CancellationToken cancellationToken) => database.RunAsync(
        async (connection, cancel) =>
        {
            using var command = new NpgsqlCommand(_sweep, connection);
            return await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
        },
        cancellationToken);

    private async Task AdoptAsync(CancellationToken cancellationToken)
    {
        var (keys, epochs) = _held.All();

        HashSet<string> kept;
        try
        {
            // Once: who waits for a locked row here says meanwhile to nobody that it lives.
            kept = await database.RunOnceAsync(
                _limit,
                async (connection, cancel) =>
                {
                    var found = new HashSet<string>(StringComparer.Ordinal);
                    using var command = new NpgsqlCommand(_adopt, connection);
                    command.Add("me", Worker, NpgsqlDbType.Uuid);
                    command.Add("keys", keys, NpgsqlDbType.Array | NpgsqlDbType.Text);
                    command.Add("epochs", epochs, NpgsqlDbType.Array | NpgsqlDbType.Bigint);
                    var reader = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
                    await using (reader.ConfigureAwait(false))
                    {
                        while (await reader.ReadAsync(cancel).ConfigureAwait(false))
                        {
                            found.Add(reader.GetString(0));
                        }
                    }

                    return found;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // It goes on as it is; the database may have done it all the same.
            _held.Leave(keys, epochs);
            throw;
        }

        _held.Keep(keys, epochs, kept);
    }

    private async Task KeepAsync()
    {
        var strays = new StrayJobs(database, schema, Worker, _held);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(leaseTime / 3, time, _stop.Token).ConfigureAwait(false);
                await RenewAsync(_stop.Token).ConfigureAwait(false);
                await strays.LeaveAsync(_limit, _stop.Token).ConfigureAwait(false);
                _failure = null;
                ReleaseLeft();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Whatever it was, as a database that is away, or a source of connections that fails: renewals that ended here would
                // leave every later job to others. The next one finds out what was lost meanwhile.
                _failure = new(
                    $"The lease of this process in PostgreSQL ({database.Words}) could not be renewed, or its jobs could not be "
                    + $"looked up: {exception.Message} It is tried again after {leaseTime / 3}. If the lease is not renewed, other "
                    + "processes take its jobs up: look at the database.",
                    exception);
            }
        }
    }

    // Nobody waits for it: the next renewal may not come late because a row is locked.
    private void ReleaseLeft()
    {
        if (_releasing.IsCompleted && _held.Left() is { Length: > 0 } left)
        {
            _releasing = release(left);
        }
    }
}
