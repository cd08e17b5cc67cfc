using SchemaSdk.Errors;

namespace SchemaSdk.PostgreSql.Connecting;

/// <content>Says what failed, and what to do about it.</content>
internal sealed partial class Database
{
    /// <summary>Makes the error of a statement that failed.</summary>
    internal ModelLedgerException Failed(Exception exception) =>
        new(WordsOf(exception), exception) { IsLasting = exception is PostgresException refused && IsLasting(refused.SqlState) };

    /// <summary>Makes the error of a statement that failed in a transaction of the caller.</summary>
    internal ModelLedgerException Failed(NpgsqlException exception, NpgsqlConnection connection) => exception switch
    {
        { InnerException: TimeoutException } => new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The ledger in PostgreSQL ({Words}) did not answer within the command timeout of the transaction's connection "
                + $"({connection.CommandTimeout} s). Roll the transaction back, look which other one keeps rows of jobs locked, and run it "
                + $"again."),
            exception),
        PostgresException late when IsLate(late.SqlState) =>
            new(WordsOf(late, "Then roll the transaction back, and run it again."), exception),
        _ => Failed(exception),
    };

    // 0A: not supported; 22, 23: values that it cannot have; 28, 42: rights, tables of another form; 3D, 3F: no such database or schema;
    // 54: more than it can have, as a text that is too long for an index;
    // XX001, XX002: damaged data or index. Not 25006, a standby until it takes over, nor XX000, which poolers say of what passes.
    private static bool IsLasting(string state) =>
        state is "XX001" or "XX002" || state[..2] is "0A" or "22" or "23" or "28" or "3D" or "3F" or "42" or "54";

    private string WordsOf(PostgresException late, string next) =>
        $"The ledger in PostgreSQL ({Words}) is late: {ErrorText.Ended(late.MessageText)} Look which transaction keeps rows of jobs "
        + "locked, or raise the limit that is too short: statement_timeout, transaction_timeout or idle_in_transaction_session_timeout. "
        + next;

    private string WordsOf(Exception exception) => exception switch
    {
        PostgresException { SqlState: "28P01" or "28000" } refused =>
            $"The ledger in PostgreSQL ({Words}) could not be opened: {ErrorText.Ended(refused.MessageText)} Give its connection "
            + "string another user or password.",
        PostgresException { SqlState: "42501" } refused =>
            $"The ledger in PostgreSQL ({Words}) could not be used: {ErrorText.Ended(refused.MessageText)} Grant its user the schema "
            + "and its tables.",
        PostgresException { SqlState: "42P01" or "3F000" or "42883" or "42703" } refused =>
            $"The ledger in PostgreSQL ({Words}) has no tables that fit: {ErrorText.Ended(refused.MessageText)} Run "
            + "PostgreSqlJobLedger.MigrateAsync.",
        PostgresException late when IsLate(late.SqlState) => WordsOf(late, "Then take the same call again."),
        TimeoutException late =>
            $"The ledger in PostgreSQL ({Words}) is late: {ErrorText.Ended(late.Message)} Look whether the database runs, and "
            + "whether another transaction keeps rows locked; then take the same call again.",
        PostgresException { SqlState: "3D000" } refused =>
            $"The ledger in PostgreSQL ({Words}) could not be opened: {ErrorText.Ended(refused.MessageText)} Create the database, or "
            + "name another one in the connection string.",
        PostgresException refused =>
            $"The ledger in PostgreSQL ({Words}) refused a statement: {refused.SqlState} {ErrorText.Ended(refused.MessageText)} The log of "
            + "the server may say more.",
        _ =>
            $"The ledger in PostgreSQL ({Words}) could not be reached for {retryTime}: {ErrorText.Ended(exception.Message)} Look whether "
            + "the database runs and can be reached from here; then take the same call again.",
    };
}
