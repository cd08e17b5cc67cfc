namespace SchemaSdk.Schemas.Model;

/// <summary>A range of valid counts.</summary>
/// <param name="Least">The minimum.</param>
/// <param name="Most">The maximum; null for no maximum.</param>
internal readonly record struct CountRange(long Least, long? Most)
{
    public bool Has(long count) => MayHave(count, count);

    /// <summary>Returns true if at least one count from <c>least</c> to <c>most</c> is in the range.</summary>
    public bool MayHave(long most, long least) => most >= Least && !(least > Most);
}
