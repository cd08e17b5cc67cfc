using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Reading;

/// <summary>A lower or upper end of a number range. Of two lower or two upper ends, the stricter one compares as greater.</summary>
internal sealed record NumberLimit<T>(Limit Kind, T Number) : IComparable<NumberLimit<T>>
    where T : struct, IComparable<T>
{
    /// <summary>True if this is the lower end of a range.</summary>
    public bool IsLeast => Kind is Limit.AtLeast or Limit.Above;

    /// <summary>True if the bound itself is outside the range.</summary>
    public bool IsExcluded => Kind is Limit.Above or Limit.Below;

    public string Keyword => CheckedKeywords.Bounds[Kind].Name;

    /// <summary>Returns true if a number is on the valid side.</summary>
    public bool Has(T number) => CompareTo(new(IsLeast ? Limit.AtLeast : Limit.AtMost, number)) <= 0;

    /// <summary>Returns the bound or, if the bound is exclusive, the next number on the valid side.</summary>
    public T Inside(Func<T, T> beside) => IsExcluded ? beside(Number) : Number;

    /// <inheritdoc />
    public int CompareTo(NumberLimit<T>? other) => other is null ? 1
        : Number.CompareTo(other.Number) is not 0 and var order ? (IsLeast ? order : -order)
        : IsExcluded.CompareTo(other.IsExcluded);
}
