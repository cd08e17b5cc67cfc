using System.Numerics;

namespace SchemaSdk.Schemas.Json;

/// <summary>A string, a number, true, false or null. Equal to another of the same value.</summary>
/// <param name="value">See <see cref="Value"/>.</param>
internal sealed class JsonValue(object? value) : JsonNode
{
    /// <summary>A string, a long, a <see cref="BigInteger"/> for longer digits, a double, a bool or null.</summary>
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

    /// <summary>Makes the literal null.</summary>
    public static JsonValue CreateNull() => new(null);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is JsonValue other && Equals(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => Value?.GetHashCode() ?? 0;

    /// <inheritdoc />
    protected override JsonNode CopyInside(bool isView) => new JsonValue(Value);
}
