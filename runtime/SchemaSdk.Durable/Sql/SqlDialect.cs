namespace SchemaSdk.Durable.Sql;

/// <summary>The parts of SQL that differ between databases.</summary>
internal abstract class SqlDialect
{
    /// <summary>True if the driver counts changed rows; false if a statement must return a row to show that it changed one.</summary>
    internal virtual bool CountsChanges => false;

    internal abstract string Table(string name);

    internal abstract string TypeOf(SqlType type);

    /// <summary>The SQL expression for the current time of the clock that all processes share.</summary>
    internal abstract string Now { get; }

    internal abstract string IsOlder(string column, string seconds);

    /// <summary>The SQL expression for <c>leased_until</c> of a lease that expires in a given number of milliseconds.</summary>
    internal abstract string LeaseEnd(string milliseconds);

    /// <summary>The SQL condition that the lease of worker <c>w</c> has not expired.</summary>
    internal abstract string Lives { get; }

    /// <summary>Returns the SQL condition that a worker has no valid lease.</summary>
    internal string IsDead(string worker) => $"not exists (select 1 from {Table("workers")} w where w.id = {worker} and {Lives})";

    /// <summary>The SQL expression for the milliseconds until the lease of worker <c>w</c> expires.</summary>
    internal abstract string LeaseLeft { get; }

    /// <summary>The SQL expression for the position at the end of the queue.</summary>
    internal abstract string NextPlace { get; }

    /// <summary>Appended to a query to lock its rows, and to skip rows that other transactions have locked.</summary>
    internal virtual string ForUpdate => "";

    /// <summary>Appended to a query to lock its rows, and to wait for rows that other transactions have locked.</summary>
    internal virtual string ForUpdateOfAll => "";

    internal abstract string IsIn(string column, string parameter);

    /// <summary>The database-specific end of the table script, with a trigger that rejects forbidden changes of state.</summary>
    /// <param name="isAllowed">The condition on <c>old.state</c> and <c>new.state</c> for an allowed change.</param>
    internal abstract string Settings(string isAllowed);

    internal abstract DateTimeOffset TimeOf(DbDataReader reader, int column);
}
