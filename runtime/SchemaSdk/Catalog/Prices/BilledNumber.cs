using System.Text.Json;
using SchemaSdk.Services;

namespace SchemaSdk.Catalog.Prices;

/// <summary>A number in an input, such as the duration, that multiplies the price.</summary>
// Value: more than zero. Source: where the number comes from, as a part of a sentence.
internal sealed record BilledNumber(string Name, decimal Value, string Source)
{
    /// <summary>
    /// Finds the number: the value in the input, or else the service's default, or else the largest valid value. If the input leaves the
    /// choice to the model (<c>"auto"</c>, 0), the largest valid value is used, because the model may choose more than the default.
    /// </summary>
    /// <returns>Null if the number is not known.</returns>
    // model: the model whose compiled schema is used if the catalogue's schema does not have the number.
    internal static BilledNumber? Find(string name, ReadOnlySpan<byte> input, string? catalogSchema, ModelInfo? model)
    {
        var reader = new Utf8JsonReader(input, ServiceBody.AnyDepth);
        JsonElement? member = JsonElement.ParseValue(ref reader) is { ValueKind: JsonValueKind.Object } members
            && members.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;
        var isWritten = member is not null;
        return SchemaNumber.Read(member) is { } written and > 0
            ? new(name, written, $"the {name} of the input")
            : InSchema(name, isWritten, catalogSchema is null ? null : SchemaNumber.Find(name, catalogSchema, patchText: null))
                ?? InSchema(name, isWritten, model is null ? null : SchemaNumber.Find(name, model.InputSchema, model.InputPatch));
    }

    private static BilledNumber? InSchema(string name, bool isWritten, SchemaNumber? schema) =>
        !isWritten && schema?.Default is { } usual and > 0 ? new(name, usual, $"the default of {name}")
        : schema?.Maximum is { } most and > 0 ? new(name, most, $"the maximum of {name}")
        : null;
}
