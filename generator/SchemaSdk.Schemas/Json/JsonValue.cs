using System.Numerics;

namespace SchemaSdk.Schemas.Json;

/// <summary>A string, number, boolean or null. Two values are equal if their contents are equal.</summary>
/// <param name="value">The content, see <see cref="Value"/>.</param>
internal sealed class JsonValue(object? value) : JsonNode
{
    /// <summary>A string, a long, a <see cref="BigInteger"/> (an integer beyond long), a double, a bool or null.</summary>
    public object? Value { get; set; } = value;

    /// <inheritdoc />
    public override JsonKind Kind => Value switch
    {
        null => JsonKind.Null,
        string => JsonKind.String,
        bool => JsonKind.Boolean,
        double => JsonKind.Float,
        _ => JsonKind.Integer,
    };

    public static JsonValue CreateNull() => new(null);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is JsonValue other && Equals(Value, other.Value);

    /// <inheritdoc />
    // A hostile enum could contain thousands of numbers with the same hash code, so a number is hashed as text. The complement
    // distinguishes 1 from "1".
    public override int GetHashCode() => Value is string text
        ? StringComparer.Ordinal.GetHashCode(text)
        : ~StringComparer.Ordinal.GetHashCode(Value is 0.0 ? "0.0" : ToString());   // 0.0 and -0.0 are equal

    /// <inheritdoc />
    protected override JsonNode CopyInside(bool isView) => new JsonValue(Value);
}
