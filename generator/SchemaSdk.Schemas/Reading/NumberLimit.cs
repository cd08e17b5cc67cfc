using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Reading;

/// <summary>One end of a range of numbers. Of two lower or two upper ends, the greater one is the stricter.</summary>
/// <typeparam name="T">The type of a number.</typeparam>
/// <param name="Kind">The valid side.</param>
/// <param name="Number">The bound.</param>
internal sealed record NumberLimit<T>(Limit Kind, T Number) : IComparable<NumberLimit<T>>
    where T : struct, IComparable<T>
{
    /// <summary>True for a lower end.</summary>
    public bool IsLeast => Kind is Limit.AtLeast or Limit.Above;

    /// <summary>True if the bound itself is not in the range.</summary>
    public bool IsExcluded => Kind is Limit.Above or Limit.Below;

    /// <summary>The keyword that sets it.</summary>
    public string Keyword => CheckedKeywords.Bounds[Kind].Name;

    /// <summary>Returns true if a number is in the range.</summary>
    /// <param name="number">The number.</param>
    public bool Has(T number) => CompareTo(new(IsLeast ? Limit.AtLeast : Limit.AtMost, number)) <= 0;

    /// <summary>The bound, or the number beside it if the bound is excluded.</summary>
    /// <param name="beside">Gets the next number on the valid side.</param>
    public T Inside(Func<T, T> beside) => IsExcluded ? beside(Number) : Number;

    /// <inheritdoc />
    public int CompareTo(NumberLimit<T>? other) => other is null ? 1
        : Number.CompareTo(other.Number) is not 0 and var order ? (IsLeast ? order : -order)
        : IsExcluded.CompareTo(other.IsExcluded);
}
