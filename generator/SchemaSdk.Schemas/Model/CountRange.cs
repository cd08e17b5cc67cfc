namespace SchemaSdk.Schemas.Model;

/// <summary>A range of counts.</summary>
/// <param name="Least">The least count.</param>
/// <param name="Most">The greatest count; null if there is no limit.</param>
internal readonly record struct CountRange(long Least, long? Most)
{
    /// <summary>Returns true if a count is in the range.</summary>
    /// <param name="count">The count.</param>
    public bool Has(long count) => MayHave(count, count);

    /// <summary>Returns true if a count that is not known exactly can be in the range.</summary>
    /// <param name="most">The most that it can be.</param>
    /// <param name="least">The least that it can be.</param>
    public bool MayHave(long most, long least) => most >= Least && !(least > Most);
}
