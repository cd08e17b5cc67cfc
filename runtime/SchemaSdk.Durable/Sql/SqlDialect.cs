namespace SchemaSdk.Durable.Sql;

/// <summary>The parts of SQL that differ between databases.</summary>
internal abstract class SqlDialect
{
    /// <summary>True if one shared text makes statements cheaper, as on a server; false if few index updates make them cheaper.</summary>
    internal virtual bool WantsOneText => true;

    internal abstract string Table(string name);

    internal abstract string TypeOf(SqlType type);

    /// <summary>The current time, by the clock that all processes share.</summary>
    internal abstract string Now { get; }

    internal abstract string IsOlder(string column, string seconds);

    /// <summary>The value of column <c>leased_until</c> for a lease that expires in a given number of milliseconds.</summary>
    internal abstract string LeaseEnd(string milliseconds);

    /// <summary>The condition that worker <c>w</c> is alive.</summary>
    internal abstract string Lives { get; }

    /// <summary>The milliseconds until the lease of worker <c>w</c> expires.</summary>
    internal abstract string LeaseLeft { get; }

    /// <summary>The expression for the place in the queue after all waiting jobs.</summary>
    internal abstract string NextPlace { get; }

    /// <summary>The end of a query that locks its rows and skips rows that others have locked.</summary>
    internal virtual string ForUpdate => "";

    /// <summary>The end of a query that locks its rows and waits for rows that others have locked.</summary>
    internal virtual string ForUpdateOfAll => "";

    internal abstract string IsIn(string column, string parameter);

    /// <summary>The statements for further table settings, and for rejecting forbidden changes of state.</summary>
    /// <param name="isAllowed">The condition on <c>old.state</c> and <c>new.state</c> for an allowed change.</param>
    internal abstract string Settings(string isAllowed);

    internal abstract DateTimeOffset TimeOf(DbDataReader reader, int column);
}
