using System.Globalization;
using System.Text.Json;
using SchemaSdk.Client.Errors;

namespace SchemaSdk.Services.RunComfy;

/// <summary>RunComfy's catalogue: its paths, and the format of its bodies.</summary>
/// <remarks>
/// The catalogue is not documented. RunComfy's own clients, runcomfy-cli and comfyui-runcomfy-partner-nodes, call it in the same way.
/// </remarks>
// The entry of a model is read from the same address to which inputs are sent.
internal sealed class RunComfyCatalog(RunComfyProfile profile) : CatalogProfile
{
    internal override int MostModels => 100;

    // A schema is nested deeper than any other body.
    private static readonly JsonDocumentOptions CatalogOptions = new() { MaxDepth = 512 };

    internal override Uri ModelAddress(Uri service, string modelId) => profile.SubmitAddress(service, modelId);

    internal override Uri ModelsAddress(Uri service, string? search, int offset) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{RunComfyProfile.Root(service)}/v1/models?{(string.IsNullOrEmpty(search) ? "" : $"search={Uri.EscapeDataString(search)}&")}"
        + $"include_schema=true&limit={MostModels}&offset={offset}"));

    internal override ModelCatalogEntry? ReadModel(ReadOnlyMemory<byte> body)
    {
        using var document = Parse(body);
        return document is not null && ReadEntry(document.RootElement) is { Id.Length: > 0 } entry ? entry : null;
    }

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
            // Zero does not mean free: the catalogue contains zero if no price was entered.
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

    /// <summary>Finds a member; null if it is missing or its value is null.</summary>
    private static JsonElement? Member(JsonElement entry, string name)
    {
        try
        {
            return entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var value)
                && value.ValueKind != JsonValueKind.Null ? value : null;
        }
        catch (InvalidOperationException)
        {
            // The name of another member is not valid text, which makes every lookup in this object throw.
            return null;
        }
    }

    // A loop, because native compilation generates separate LINQ code for each struct type.
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
            // The value has an unpaired surrogate, or bytes that are not UTF-8.
            return null;
        }
    }
}
