using System.Numerics;
using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>A number in a schema (such as the value of <c>maximum</c>) or infinity. Whole numbers are compared exactly.</summary>
/// <param name="Near">The number as a double, possibly rounded.</param>
/// <param name="Whole">The exact number if it is whole; otherwise null.</param>
internal readonly record struct SchemaNumber(double Near, BigInteger? Whole) : IComparable<SchemaNumber>
{
    internal static SchemaNumber Infinite { get; } = new(double.PositiveInfinity, null);

    /// <summary>Returns the number in a node; null if the node is not a number.</summary>
    internal static SchemaNumber? Of(JsonNode? node) => (node as JsonValue)?.Value switch
    {
        long whole => new(whole, whole),
        double number => new(number, Math.Floor(number) == number && double.IsFinite(number) ? new BigInteger(number) : null),
        BigInteger large => new((double)large, large),
        _ => null,
    };

    internal SchemaNumber Times(int sign) => new(Near * sign, Whole * sign);

    /// <summary>Returns true if this number is a multiple of another. Both must be positive.</summary>
    internal bool IsMultipleOf(SchemaNumber other) => Whole is { } whole && other.Whole is { } divisor
        ? whole % divisor == 0
        : Near / other.Near is var times && Math.Abs(times - Math.Round(times)) < 1e-9 && times >= 1;

    /// <inheritdoc />
    public int CompareTo(SchemaNumber other) =>
        Whole is { } whole && other.Whole is { } another ? whole.CompareTo(another) : Near.CompareTo(other.Near);
}
