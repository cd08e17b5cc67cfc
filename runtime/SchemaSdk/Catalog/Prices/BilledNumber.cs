using System.Globalization;
using System.Text.Json;
using SchemaSdk.Services;

namespace SchemaSdk.Catalog.Prices;

/// <summary>A number in an input, such as the duration, that multiplies the price.</summary>
internal sealed class BilledNumber(string name, decimal value, string source)
{
    internal string Name { get; } = name;

    /// <summary>The number, more than zero.</summary>
    internal decimal Value { get; } = value;

    /// <summary>Where the number comes from, as a part of a sentence.</summary>
    internal string Source { get; } = source;

    /// <summary>
    /// Finds the number: the value in the input, or else the service's default, or else the largest valid value. If the input leaves the
    /// choice to the model (<c>"auto"</c>, 0), the largest valid value is used, because the model may choose more than the default.
    /// </summary>
    /// <returns>Null if the number is not known.</returns>
    // model: the model whose compiled schema is used if the catalogue's schema does not have the number.
    internal static BilledNumber? Find(string name, ReadOnlySpan<byte> input, string? catalogSchema, ModelInfo? model)
    {
        var (isWritten, written) = ReadInput(name, input);
        if (written > 0)
        {
            return new(name, written.Value, string.Create(CultureInfo.InvariantCulture, $"the {name} of the input"));
        }

        return InSchema(name, isWritten, catalogSchema is null ? null : SchemaNumber.Find(name, catalogSchema, patchText: null))
            ?? InSchema(name, isWritten, model is null ? null : SchemaNumber.Find(name, model.InputSchema, model.InputPatch));
    }

    private static BilledNumber? InSchema(string name, bool isWritten, SchemaNumber? schema) =>
        !isWritten && schema?.Default > 0 ? new(name, schema.Default.Value, $"the default of {name}")
        : schema?.Maximum > 0 ? new(name, schema.Maximum.Value, $"the maximum of {name}")
        : null;

    private static (bool IsWritten, decimal? Value) ReadInput(string name, ReadOnlySpan<byte> input)
    {
        var reader = new Utf8JsonReader(input, ServiceBody.AnyDepth);
        (bool, decimal?) found = default;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return found;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
            {
                found = (reader.TokenType != JsonTokenType.Null, PlainNumber.Read(ref reader));
            }

            reader.Skip();
        }

        return found;
    }
}
