namespace SchemaSdk.Sqlite;

/// <summary>Runs the writes to a SQLite file one after the other on one connection, and the reads in parallel on others.</summary>
internal sealed class SqliteStore : SqlStore, IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);   // time for other processes to retry a failed renewal

    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1);   // the semaphore is never disposed, because a late call may still use it
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly SqliteSession _writer;
    private readonly TimeSpan _retryTime;
    private readonly Underway _reads = new();
    private volatile bool _isClosed;
    private long _lateAt;   // the end of the last long wait for the file's lock, or of the last freeze; 0 before the first
    private long _beatAt;   // the time of the last Beat; 0 before the first
    private TimeSpan _longest;

    internal SqliteStore(string path, SqliteLedgerOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options.Check();
        (File, _time, _retryTime) = (new SqliteFile(path, options.RetryTime), options.Ledger.TimeProvider, options.RetryTime);
        _writer = File.Open(_time);
        Name = _writer.Connection.DataSource;
    }

    internal SqliteFile File { get; }
    internal override SqlDialect Dialect => SqliteFile.Dialect;
    internal override string Words => File.Words;

    /// <summary>The path of the file, after SQLite has resolved all links.</summary>
    internal string Name { get; }

    // Calls wait a little to share a commit, because even a commit of one entry writes and flushes whole pages.
    internal override TimeSpan Gathering => TimeSpan.FromMilliseconds(50);

    // False after a freeze or a long wait for the file's lock, because other processes may still have to renew their leases.
    internal override bool MayJudge => !WasFrozen()
        && Volatile.Read(ref _lateAt) is var late && (late == 0 || _time.GetElapsedTime(late) > Moment);

    internal override void Beat(TimeSpan longest)
    {
        _ = WasFrozen();
        _longest = longest;
        Volatile.Write(ref _beatAt, _time.GetTimestamp());
    }

    // MayJudge also calls this, because after a freeze, a claim may run before the next Beat.
    private bool WasFrozen()
    {
        var wasFrozen = Volatile.Read(ref _beatAt) is var beat && beat != 0 && _time.GetElapsedTime(beat) > _longest;
        if (wasFrozen)
        {
            Volatile.Write(ref _lateAt, _time.GetTimestamp());
        }

        return wasFrozen;
    }

    internal override Task<long?[]> WriteAsync(
        IReadOnlyList<Statement> statements, Patience patience, TimeSpan? limit = null, CancellationToken cancellationToken = default) =>
        TransactAsync(session => session.RunAsync(statements, CancellationToken.None), limit ?? _retryTime, cancellationToken);

    internal override Task<T> TransactAsync<T>(
        Func<SqlSession, Task<T>> action, Patience patience, CancellationToken cancellationToken = default) =>
        TransactAsync(action, _retryTime, cancellationToken);

    private async Task<T> TransactAsync<T>(Func<SqlSession, Task<T>> action, TimeSpan limit, CancellationToken cancellationToken)
    {
        var begun = _time.GetTimestamp();
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        var isOpen = false;
        try
        {
            // Moves to a pool thread, because SQLite works synchronously and would block the caller.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            Lock(begun, limit, cancellationToken);
            isOpen = true;
            var result = await action(_writer).ConfigureAwait(false);
            File.CheckThere(_writer.Connection);
            _writer.Run("commit");
            isOpen = false;

            // Checks the file again, because the commit is lost if the file was removed just before it.
            File.CheckThere(_writer.Connection);
            return result;
        }
        catch (SqliteException exception)
        {
            throw File.Failed(exception);
        }
        finally
        {
            // After some failures, SQLite has already rolled back, so this rollback fails.
            _ = isOpen ? _writer.Try("rollback") : 0;
            _turn.Release();
        }
    }

    // Waits for the file's lock in steps of half a second, so that disposal or cancellation can end the wait.
    private void Lock(long begun, TimeSpan limit, CancellationToken cancellationToken)
    {
        CheckOpen(!_isClosed);
        var code = _writer.Try("pragma busy_timeout = 0; begin immediate");
        var isLate = code == raw.SQLITE_BUSY;
        while (code == raw.SQLITE_BUSY && _time.GetElapsedTime(begun) < limit)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CheckOpen(!_isClosed);
            code = _writer.Try("pragma busy_timeout = 500; begin immediate");
        }

        if (isLate && _time.GetElapsedTime(begun) > Moment)
        {
            Volatile.Write(ref _lateAt, _time.GetTimestamp());
        }

        SqliteException.ThrowExceptionForRC(code, _writer.Connection.Handle);
    }

    internal override async Task<List<T>> ReadAsync<T>(
        Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        cancellationToken.ThrowIfCancellationRequested();
        CheckOpen(_reads.TryEnter());
        SqliteSession? reader = null;
        try
        {
            File.CheckThere();
            reader = _readers.TryTake(out var free) ? free : File.OpenReader(_time);
            var rows = reader.Query(statement, read);
            File.CheckThere();
            return rows;
        }
        catch (SqliteException exception)
        {
            File.CheckThere();
            throw File.Failed(exception);
        }
        finally
        {
            if (reader is not null)
            {
                _readers.Add(reader);
            }

            _reads.Leave();
        }
    }

    // Shrinks the file in small transactions, because other processes cannot write during a transaction.
    internal override async Task ShrinkAsync(CancellationToken cancellationToken)
    {
        while (await TransactAsync(_ => Task.FromResult(_writer.Shrink()), _retryTime, cancellationToken).ConfigureAwait(false))
        {
        }
    }

    internal override bool MayBeOfOne(Exception failure) => failure is
        ModelLedgerException { InnerException: SqliteException { SqliteErrorCode: raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG } }
        or ModelLedgerException { InnerException: not (null or SqliteException), Key: not null };

    internal override bool IsAway(Exception failure) =>
        failure is ModelLedgerException { InnerException: SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } };

    internal override bool IsOfSameRequest(Exception failure) =>
        failure is ModelLedgerException { InnerException: SqliteException { SqliteExtendedErrorCode: raw.SQLITE_CONSTRAINT_UNIQUE } };

    internal async Task<T> InAsync<T>(SqliteConnection connection, Func<SqlSession, Task<T>> action)
    {
        try
        {
            File.CheckThere(connection);
            File.CheckTransaction(connection);

            // The driver's pool may close the caller's connection after the ledger is closed. Even then, the -wal file must stay.
            SqliteFile.KeepWal(connection);
            using var session = new SqliteSession(connection, _time, isOwn: false);

            // Takes the write lock, which a deferred transaction may not have yet. Uses the driver, because it waits for other writers.
            session.Query(new("delete from workers where false"), static _ => 0);
            return await action(session).ConfigureAwait(false);
        }
        catch (SqliteException exception)
        {
            File.CheckTransaction(connection, exception);
            throw File.Failed(exception);
        }
    }

    /// <summary>Waits for running calls, and closes the file.</summary>
    public void Dispose()
    {
        _isClosed = true;
        _turn.Wait();

        // Closes the readers first, because the file cannot be closed cleanly while a reader is open.
        _reads.Close();
        _reads.Ended.GetAwaiter().GetResult();
        _readers.ToList().ForEach(static reader => reader.Dispose());
        File.Close(_writer);
        _turn.Release();
    }

    private void CheckOpen(bool isOpen)
    {
        if (!isOpen)
        {
            throw new ModelLedgerException($"The ledger {Words} is disposed.", new ObjectDisposedException(nameof(SqliteJobLedger)));
        }
    }
}
