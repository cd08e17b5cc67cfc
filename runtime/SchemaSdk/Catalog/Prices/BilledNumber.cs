using System.Globalization;
using System.Text.Json;
using SchemaSdk.Services;

namespace SchemaSdk.Catalog.Prices;

/// <summary>A member of an input that a price is multiplied by.</summary>
internal sealed class BilledNumber(string name, decimal value, string source)
{
    /// <summary>The name of the member.</summary>
    internal string Name { get; } = name;

    /// <summary>The number, more than zero.</summary>
    internal decimal Value { get; } = value;

    /// <summary>The place that it is from, as a part of a sentence.</summary>
    internal string Source { get; } = source;

    /// <summary>
    /// Finds it: what the input says, else what the service takes without it, else the most it can be. Where the input leaves the choice
    /// to the model (<c>"auto"</c>, 0), that is the most as well: the default is not what will be taken.
    /// </summary>
    /// <param name="name">The member's name.</param>
    /// <param name="input">The input as it is sent.</param>
    /// <param name="catalogSchema">The input's schema as the service has it now; null: unknown.</param>
    /// <param name="model">What was compiled into the client, for what the catalogue does not say; null: unknown.</param>
    /// <returns>Null if nothing tells it.</returns>
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
