namespace SchemaSdk.Schemas.Model;

/// <summary>A range of counts.</summary>
/// <param name="Least">At least.</param>
/// <param name="Most">At most; null for any number.</param>
internal readonly record struct CountRange(long Least, long? Most)
{
    /// <summary>Returns true if a count is in the range.</summary>
    /// <param name="count">The count.</param>
    public bool Has(long count) => MayHave(count, count);

    /// <summary>Returns true if a count that is not known exactly may be in the range.</summary>
    /// <param name="most">It is that at most.</param>
    /// <param name="least">It is that at least.</param>
    public bool MayHave(long most, long least) => most >= Least && !(least > Most);
}
