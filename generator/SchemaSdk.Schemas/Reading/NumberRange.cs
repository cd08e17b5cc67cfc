using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Reading;

/// <summary>
/// The range that <c>minimum</c>, <c>maximum</c> and their exclusive forms allow together. It is used for types, samples, documentation and
/// comparisons. The client, however, checks each keyword separately. Price estimates read bounds in another way, because the runtime does
/// not reference this assembly.
/// </summary>
/// <typeparam name="T">The type of a number.</typeparam>
/// <param name="Least">The lower end; null for no lower end.</param>
/// <param name="Most">The upper end; null for no upper end.</param>
internal sealed record NumberRange<T>(NumberLimit<T>? Least, NumberLimit<T>? Most)
    where T : struct, IComparable<T>
{
    public bool IsEmpty => Least is { } least && Most is { } most && !(least.Has(most.Number) && most.Has(least.Number));

    public static NumberRange<T> Of(params Func<string, T?>[] schemas)
    {
        var limits = (
            from bound in CheckedKeywords.Bounds
            from schema in schemas
            let number = schema(bound.Value.Name)
            where number is not null
            select new NumberLimit<T>(bound.Key, number.Value)).ToLookup(limit => limit.IsLeast);
        return new(limits[true].Max(), limits[false].Max());
    }
}
