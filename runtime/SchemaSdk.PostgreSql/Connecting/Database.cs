using System.Net.Sockets;
using System.Transactions;

namespace SchemaSdk.PostgreSql.Connecting;

/// <summary>Runs statements, and runs them again while the database cannot be reached.</summary>
/// <param name="source">Where connections come from.</param>
/// <param name="schema">The schema of the tables, for errors.</param>
/// <param name="retryTime">The time for which an unreachable database is waited for.</param>
/// <param name="time">The clock of the pauses.</param>
internal sealed partial class Database(NpgsqlDataSource source, string schema, TimeSpan retryTime, TimeProvider time)
{
    /// <summary>The code of a statement that waited in vain for what another transaction has locked.</summary>
    internal const string Locked = "55P03";

    // By a limit of the role, or by a person: a statement that its caller stops ends as canceled.
    private const string Stopped = "57014";
    private const string IdleTooLong = "25P03";
    private const string TookTooLong = "25P04";
    private const string ReadOnly = "25006";

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>The place of the ledger in words: neither user nor password.</summary>
    internal string Words { get; } = WordsOf(source, schema);

    /// <summary>Does something with a connection, and does it again with another one if the first is lost. It has to bear that.</summary>
    /// <param name="action">What is done.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ModelLedgerException">The database could not be reached in time, or refused it.</exception>
    internal Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> action, CancellationToken cancellationToken) =>
        RunAsync(cancel => OnceAsync(action, cancel), cancellationToken);

    /// <summary>Same, with a time limit for each attempt.</summary>
    /// <param name="limit">The time. What takes longer is not waited for, and may still succeed.</param>
    /// <param name="action">What is done.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ModelLedgerException">The database could not be reached in time, or refused it.</exception>
    internal Task<T> RunAsync<T>(
        TimeSpan limit, Func<NpgsqlConnection, CancellationToken, Task<T>> action, CancellationToken cancellationToken) =>
        RunAsync(
            async cancel =>
            {
                try
                {
                    return await WithinAsync(limit, action, cancel).ConfigureAwait(false);
                }
                catch (TimeoutException)
                {
                    // Its host may be gone without a word, and the others that wait in the pool lead to the same one.
                    source.Clear();
                    throw;
                }
            },
            cancellationToken);

    /// <summary>Does something once, with a connection and a time limit.</summary>
    /// <param name="limit">The time. What takes longer is not waited for, and may still succeed.</param>
    /// <param name="action">What is done.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ModelLedgerException">It took too long, or the database refused it.</exception>
    internal async Task<T> RunOnceAsync<T>(
        TimeSpan limit, Func<NpgsqlConnection, CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        try
        {
            return await WithinAsync(limit, action, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOfConnection(exception) || exception is NpgsqlException)
        {
            throw Failed(exception);
        }
    }

    /// <summary>Opens a connection, which has no part in a transaction scope of a caller.</summary>
    internal async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        // A scope that is rolled back would take lines with it whose writers were told that they stay, and their jobs were paid again.
        using var outside = new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
        return await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns true if the same statement may be taken on another connection, or a moment later.</summary>
    internal static bool IsOfConnection(Exception exception) => exception switch
    {
        // 08: connection; 53: too many connections, no memory; 57P: the server is stopped, starts or ended the session;
        // 40: a deadlock, or the server's own wish that it be run again; 25006: a standby.
        PostgresException refused => refused.SqlState is "40001" or "40P01" or ReadOnly
            || refused.SqlState.StartsWith("08", StringComparison.Ordinal) || refused.SqlState.StartsWith("53", StringComparison.Ordinal)
            || refused.SqlState.StartsWith("57P", StringComparison.Ordinal),
        NpgsqlException => true,
        SocketException or IOException or TimeoutException or ObjectDisposedException { ObjectName: "NpgsqlConnection" } => true,
        _ => false,
    };

    /// <summary>
    /// Returns true if one of several calls that went together may be the cause of an error, so that the others succeed without it.
    /// </summary>
    /// <remarks>
    /// Those of a connection meet each of them, and were waited for as long as allowed. A deadlock and a conflict are about rows.
    /// </remarks>
    internal static bool MayBeOfOne(Exception failure) => failure switch
    {
        ModelLedgerException { InnerException: PostgresException refused } =>
            refused.SqlState is "40001" or "40P01" || !IsOfConnection(refused),

        // The row has a value that cannot be read.
        ModelLedgerException { InnerException: not NpgsqlException, Key: not null } => true,

        // The driver could not write a value, or read one.
        ArgumentException or InvalidCastException or OverflowException => true,
        _ => false,
    };

    /// <summary>
    /// Returns true if the database could not be reached in time, so that the next call would wait for it as long as this one.
    /// </summary>
    // A failure of a file has another cause: the driver wraps its own.
    internal static bool IsAway(ModelLedgerException failure) =>
        failure.InnerException is { } cause and not IOException && IsOfConnection(cause);

    /// <summary>Returns true if a statement waited in vain for what another transaction has locked, or was ended by a limit.</summary>
    internal static bool IsOfLock(ModelLedgerException failure) =>
        failure.InnerException is PostgresException refused && IsLate(refused.SqlState);

    private static bool IsLate(string state) => state is Locked or Stopped or IdleTooLong or TookTooLong;

    private async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        for (var pause = TimeSpan.FromMilliseconds(20); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await attempt(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsOfConnection(exception) && time.GetElapsedTime(begun) < retryTime)
            {
                // It is taken again. Whether it was committed before the connection was lost, the rows themselves tell then.
                if (exception is PostgresException { SqlState: ReadOnly })
                {
                    // The driver would keep those that wait in the pool, all of which may lead there.
                    source.Clear();
                }
            }
            catch (Exception exception) when (IsOfConnection(exception) || exception is NpgsqlException)
            {
                throw Failed(exception);
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<T> WithinAsync<T>(
        TimeSpan limit, Func<NpgsqlConnection, CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        var stop = new CancellationTokenSource();
        var attempt = OnceAsync(action, stop.Token);
        try
        {
            return await attempt.WaitAsync(enough.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The answer takes longer than {limit}.");
        }
        finally
        {
            var ended = EndAsync(attempt, stop);
            if (cancellationToken.IsCancellationRequested)
            {
                // The ledger that stops takes its leave next, and nothing of this may come after that.
                await ended.ConfigureAwait(false);
            }
        }
    }

    private async Task<T> OnceAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await action(connection, cancellationToken).ConfigureAwait(false);
        }
    }

    // No call that goes on waits for this: the driver asks the server to cancel by a connection of its own, which may hang as well, before
    // it breaks the one that hangs.
    private static async Task EndAsync(Task attempt, CancellationTokenSource stop)
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await attempt.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private static string WordsOf(NpgsqlDataSource source, string schema)
    {
        var parts = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        return $"{parts.Host}:{parts.Port}, database {parts.Database ?? parts.Username}, schema {schema}";
    }
}
