using SchemaSdk.PostgreSql.Connecting;

namespace SchemaSdk.PostgreSql.Calls;

/// <summary>The time for which a statement waits for a row that somebody else has locked, as by a transaction that is open.</summary>
/// <param name="Time">The time, as the database reads it.</param>
/// <param name="IsLast">True if a call that waited for it in vain fails; else it is taken again.</param>
internal readonly record struct Patience(string Time, bool IsLast)
{
    internal const string Short = "250ms";

    // The server notes each wait that ends so in its log.
    internal const string Long = "1s";

    /// <summary>Returns true if calls that failed stay untold: each of them is to be taken alone, or once more.</summary>
    internal bool Leaves<TCall>(List<TCall> calls, Exception failure) =>
        calls.Count > 1 ? Database.MayBeOfOne(failure) : !IsLast && failure is ModelLedgerException late && Database.IsOfLock(late);
}
