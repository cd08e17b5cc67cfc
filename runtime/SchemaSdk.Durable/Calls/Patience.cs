namespace SchemaSdk.Durable.Calls;

/// <summary>The time for which a statement waits for a row that another transaction has locked.</summary>
/// <param name="Time">The time.</param>
/// <param name="IsLast">True if a call that waited in vain fails; else it is taken again.</param>
internal readonly record struct Patience(TimeSpan Time, bool IsLast)
{
    internal static readonly TimeSpan Short = TimeSpan.FromMilliseconds(250);

    // The server logs each wait that ends so.
    internal static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    /// <summary>That of what is not taken again.</summary>
    internal static readonly Patience Once = new(Long, IsLast: true);
}
