using System.Globalization;
using System.Text.Json;
using SchemaSdk.Client.Errors;

namespace SchemaSdk.Services.RunComfy;

/// <summary>The catalogue: its paths and the names in its bodies.</summary>
/// <remarks>It is not documented; this is how RunComfy's own clients call it (runcomfy-cli, comfyui-runcomfy-partner-nodes).</remarks>
internal sealed class RunComfyCatalog : CatalogProfile
{
    /// <summary>The most entries that the service returns at once.</summary>
    internal override int MostModels => 100;

    // A schema is nested deeper than any other body.
    private static readonly JsonDocumentOptions CatalogOptions = new() { MaxDepth = 512 };

    /// <inheritdoc />
    internal override Uri ModelAddress(Uri service, string modelId) => RunComfyProfile.ModelAddress(service, modelId);

    /// <inheritdoc />
    internal override Uri ModelsAddress(Uri service, string? search, int offset) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{RunComfyProfile.Root(service)}/v1/models?{(string.IsNullOrEmpty(search) ? "" : $"search={Uri.EscapeDataString(search)}&")}"
        + $"include_schema=true&limit={MostModels}&offset={offset}"));

    /// <inheritdoc />
    internal override BodyKind KindOf(ServiceBody? body, bool isRead) => RunComfyProfile.KindOf(body, isRead && body?.ErrorCode is null);

    /// <inheritdoc />
    internal override ModelCatalogEntry? ReadModel(ReadOnlyMemory<byte> body)
    {
        using var document = Parse(body);
        return document is not null && ReadEntry(document.RootElement) is { Id.Length: > 0 } entry ? entry : null;
    }

    /// <inheritdoc />
    internal override CatalogPage? ReadModels(ReadOnlyMemory<byte> body)
    {
        using var document = Parse(body);
        if (document is null || Member(document.RootElement, "models") is not { ValueKind: JsonValueKind.Array } models)
        {
            return null;
        }

        var entries = new List<ModelCatalogEntry>(models.GetArrayLength());
        foreach (var model in models.EnumerateArray())
        {
            entries.Add(ReadEntry(model));
        }

        return Member(document.RootElement, "total") is { ValueKind: JsonValueKind.Number } total && total.TryGetInt64(out var count)
            ? new CatalogPage(entries, count)
            : new CatalogPage(entries, Total: null);
    }

    /// <summary>Reads an entry, leaving out the parts that cannot be read.</summary>
    private static ModelCatalogEntry ReadEntry(JsonElement entry)
    {
        var price = Member(entry, "base_price_usd");
        return new ModelCatalogEntry
        {
            Id = Text(Member(entry, "model_id")) ?? "",
            DisplayName = Text(Member(entry, "display_name")),
            Categories = Texts(Member(entry, "categories")),
            // No job is known to be free: a catalogue has zero if no price was entered.
            BasePriceUsd = price is { } value && Dollars.Read(value) is { } usd and > 0 ? usd : null,
            PriceText = price is { } told ? ErrorText.Cut(told.GetRawText()) : null,
            PriceUnit = Text(Member(entry, "price_unit")),
            PricingNote = Text(Member(entry, "pricing_note")),
            InputSchema = Member(entry, "input_schema") switch
            {
                { ValueKind: JsonValueKind.Object } schema => schema.GetRawText(),
                { ValueKind: JsonValueKind.String } text => Text(text),
                _ => null,
            },
        };
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, CatalogOptions);
        }
        catch (JsonException)
        {
            // The answer is truncated or not JSON. The read is retried.
            return null;
        }
    }

    /// <summary>A member that has a value; null if it is missing or null.</summary>
    private static JsonElement? Member(JsonElement entry, string name)
    {
        try
        {
            return entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var value)
                && value.ValueKind != JsonValueKind.Null ? value : null;
        }
        catch (InvalidOperationException)
        {
            // The name of another member is not valid text, so no other can be looked up either.
            return null;
        }
    }

    // A loop, because LINQ over structs is compiled for each of them into every native application.
    private static IReadOnlyList<string> Texts(JsonElement? value)
    {
        var texts = new List<string>();
        if (value is { ValueKind: JsonValueKind.Array } list)
        {
            foreach (var item in list.EnumerateArray())
            {
                Add(item);
            }
        }
        else
        {
            Add(value);
        }

        return texts;

        void Add(JsonElement? item)
        {
            if (Text(item) is { } text)
            {
                texts.Add(text);
            }
        }
    }

    private static string? Text(JsonElement? value)
    {
        try
        {
            return value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are not UTF-8: not text.
            return null;
        }
    }
}
