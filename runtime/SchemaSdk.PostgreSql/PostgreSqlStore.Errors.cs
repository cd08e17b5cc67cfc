using System.Net.Sockets;
using SchemaSdk.Client.Errors;
using SchemaSdk.Durable.Tables;

namespace SchemaSdk.PostgreSql;

/// <content>Failures, and what to do about them.</content>
internal sealed partial class PostgreSqlStore
{
    /// <summary>The error code of a statement that timed out on a lock of another transaction.</summary>
    internal const string Locked = "55P03";

    private const string ReadOnly = "25006";

    // A connection failure affects every call, and was retried as long as allowed. Deadlocks and conflicts concern single rows.
    internal override bool MayBeOfOne(Exception failure) => failure switch
    {
        ModelLedgerException { InnerException: PostgresException refused } =>
            refused.SqlState is "40001" or "40P01" || !IsOfConnection(refused),

        // The row of one call has an unreadable value.
        ModelLedgerException { InnerException: not NpgsqlException, Key: not null } => true,

        // The driver could not write or read a value of one call.
        ArgumentException or InvalidCastException or OverflowException => true,
        _ => false,
    };

    internal override bool IsOfLock(Exception failure) => failure is ModelLedgerException && IsLate(failure.InnerException);

    // A bare IOException comes from a file, because the driver wraps its own.
    internal override bool IsAway(Exception failure) =>
        failure is ModelLedgerException { InnerException: { } cause and not IOException } && IsOfConnection(cause);

    internal override bool IsOfSameRequest(Exception failure) => failure.InnerException is PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation,
        ConstraintName: LedgerTables.OneRequest,
    };

    // The same statement may succeed on another connection, or a moment later. 08: connection; 53: too many connections, no memory; 57P:
    // the server stops, starts or ended the session; 40001, 40P01: a serialization failure or a deadlock; 25006: a standby.
    private static bool IsOfConnection(Exception exception) => exception switch
    {
        PostgresException { SqlState: var state } =>
            state is "40001" or "40P01" or ReadOnly || state[..2] is "08" or "53" || state[..3] is "57P",
        NpgsqlException or SocketException or IOException or TimeoutException => true,
        ObjectDisposedException { ObjectName: "NpgsqlConnection" } => true,
        _ => false,
    };

    // 57014, 25P03, 25P04: cancelled by a timeout of the role or by a person. If the caller cancels, the call ends as cancelled.
    private static bool IsLate(Exception? exception) =>
        exception is PostgresException { SqlState: Locked or "57014" or "25P03" or "25P04" };

    // 0A: not supported; 22, 23: invalid values; 28, 42: permissions, tables of another form; 3D, 3F: no such database or schema; 54: a
    // limit, such as a text too long for an index; XX001, XX002: damaged data or index. 25006 is left out, because a standby may take over.
    // XX000 is left out, because poolers use it for temporary failures.
    private static bool IsLasting(Exception exception) => exception is PostgresException { SqlState: var state }
        && (state is "XX001" or "XX002" || state[..2] is "0A" or "22" or "23" or "28" or "3D" or "3F" or "42" or "54");

    // callers: the connection of the caller's transaction; null if the ledger's own connection failed.
    private ModelLedgerException Failed(Exception exception, NpgsqlConnection? callers = null)
    {
        var again = callers is null ? "Then repeat the call." : "Then roll back the transaction, and run it again.";
        var (what, advice) = exception switch
        {
            PostgresException { SqlState: "28P01" or "28000" } =>
                ("could not be opened", "Correct the user or the password in its connection string."),
            PostgresException { SqlState: "3D000" } =>
                ("could not be opened", "Create the database, or name another one in the connection string."),
            PostgresException { SqlState: "42501" } => ("could not be used", "Grant its user access to the schema and its tables."),
            PostgresException { SqlState: "42P01" or "3F000" or "42883" or "42703" } =>
                ("lacks the right tables", "Run PostgreSqlJobLedger.MigrateAsync."),
            _ when IsLate(exception) => (
                "timed out",
                "Find the transaction that keeps rows of jobs locked, or raise the limit that is too short: statement_timeout, "
                + $"transaction_timeout or idle_in_transaction_session_timeout. {again}"),
            PostgresException { SqlState: var state } => ($"refused a statement ({state})", "The log of the server may say more."),
            TimeoutException =>
                ("timed out", $"Check whether the database is running, and whether another transaction keeps rows locked. {again}"),
            { InnerException: TimeoutException } when callers is not null => (
                $"did not answer within the command timeout of the transaction's connection ({callers.CommandTimeout} s)",
                $"Find the other transaction that keeps rows of jobs locked. {again}"),
            _ => (
                $"could not be reached for {_retryTime}",
                $"Check whether the database is running and can be reached from here. {again}"),
        };
        var cause = ErrorText.Ended(exception is PostgresException { MessageText: var text } ? text : exception.Message);
        return new($"The ledger {Words} {what}: {cause} {advice}", exception) { IsLasting = IsLasting(exception) };
    }
}
