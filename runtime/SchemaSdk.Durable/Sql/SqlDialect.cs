using System.Data.Common;

namespace SchemaSdk.Durable.Sql;

/// <summary>The parts of SQL that differ from database to database.</summary>
internal abstract class SqlDialect
{
    /// <summary>
    /// True if a group of statements costs less where all have the same text, as on a server; false if an index that a text leaves alone is
    /// worth more.
    /// </summary>
    internal virtual bool WantsOneText => true;

    /// <summary>The name of a table.</summary>
    internal abstract string Table(string name);

    /// <summary>The type of a column.</summary>
    internal abstract string TypeOf(SqlType type);

    /// <summary>The type of a column with the number of each row, in the order in which they were inserted: the primary key.</summary>
    internal abstract string Identity { get; }

    /// <summary>The constant false.</summary>
    internal abstract string False { get; }

    /// <summary>The present time, by the clock that all processes share.</summary>
    internal abstract string Now { get; }

    /// <summary>The condition that a time is longer ago than a number of seconds.</summary>
    internal abstract string IsOlder(string column, string seconds);

    /// <summary>The value by which the lease of a worker begins, for column <c>leased_until</c>: so many milliseconds from now.</summary>
    internal abstract string LeaseEnd(string milliseconds);

    /// <summary>The type of the time until which a worker lives.</summary>
    internal abstract string TypeOfLease { get; }

    /// <summary>The condition that worker <c>w</c> lives.</summary>
    internal abstract string Lives { get; }

    /// <summary>The milliseconds until the lease of worker <c>w</c> ends.</summary>
    internal abstract string LeaseLeft { get; }

    /// <summary>The place behind all jobs that wait.</summary>
    internal abstract string NextPlace { get; }

    /// <summary>The end of a query that locks its rows, and leaves out those that others have locked.</summary>
    internal abstract string ForUpdate { get; }

    /// <summary>The end of a query that locks its rows, and waits for those that others have locked.</summary>
    internal abstract string ForUpdateOfAll { get; }

    /// <summary>The condition that a column has one of many texts.</summary>
    internal abstract string IsIn(string column, string parameter);

    /// <summary>The statements by which the tables get what else they need, and by which the database refuses a change of state.</summary>
    /// <param name="isAllowed">The condition on <c>old.state</c> and <c>new.state</c> under which it may be.</param>
    internal abstract string Settings(string isAllowed);

    /// <summary>Reads a time.</summary>
    internal abstract DateTimeOffset TimeOf(DbDataReader reader, int column);
}
