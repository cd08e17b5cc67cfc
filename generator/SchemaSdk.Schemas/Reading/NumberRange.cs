using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Reading;

/// <summary>
/// The numbers that <c>minimum</c>, <c>maximum</c> and their exclusive forms leave together. Types, rules, samples and comparisons all ask
/// here what these keywords mean.
/// </summary>
/// <typeparam name="T">A number, as the reader of the schema holds it.</typeparam>
/// <param name="Least">The lower end; null for none.</param>
/// <param name="Most">The upper end; null for none.</param>
internal sealed record NumberRange<T>(NumberLimit<T>? Least, NumberLimit<T>? Most)
    where T : struct, IComparable<T>
{
    /// <summary>True if no number is left.</summary>
    public bool IsEmpty => Least is { } least && Most is { } most && !(least.Has(most.Number) && most.Has(least.Number));

    /// <summary>Reads the four keywords.</summary>
    /// <param name="schemas">Each gives the number of a keyword, or null; a value has to fit them all.</param>
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
