namespace SchemaSdk.Services.RunComfy;

/// <summary>RunComfy's catalogue: its paths, and the format of its bodies.</summary>
/// <remarks>RunComfy does not document the catalogue, but its clients runcomfy-cli and comfyui-runcomfy-partner-nodes use it.</remarks>
internal sealed class RunComfyCatalog : CatalogProfile
{
    internal override int MostModels => 100;

    internal override Uri ModelsAddress(Uri service, string? search, int offset) => ServiceProfile.Under(service, string.Create(
        CultureInfo.InvariantCulture,
        $"v1/models?{(string.IsNullOrEmpty(search) ? "" : $"search={Uri.EscapeDataString(search)}&")}"
        + $"include_schema=true&limit={MostModels}&offset={offset}"));

    internal override ModelCatalogEntry? ReadModel(ReadOnlyMemory<byte> body) => ReadEntry(body) is { Id.Length: > 0 } entry ? entry : null;

    internal override CatalogPage? ReadModels(ReadOnlyMemory<byte> body) =>
        JsonMembers.Of(body) is { } page && JsonParts.Items(page["models"u8]) is { Count: < JsonParts.MostItems } models
            ? new CatalogPage(models.ConvertAll(ReadEntry), page.Whole("total"u8)) : null;

    private static ModelCatalogEntry ReadEntry(ReadOnlyMemory<byte> text)
    {
        var entry = JsonMembers.Of(text) ?? default;
        var price = entry["base_price_usd"u8].Span;
        var schema = entry["input_schema"u8];
        var categories = entry["categories"u8];
        return new ModelCatalogEntry
        {
            Id = Text(entry["model_id"u8]) ?? "",
            DisplayName = Text(entry["display_name"u8]),
            Categories = [.. (JsonParts.Items(categories) ?? [categories]).Select(Text).OfType<string>()],

            // Zero does not mean free, because the catalogue contains zero if no price was entered.
            BasePriceUsd = Dollars.Read(price) is { } usd and > 0 ? usd : null,
            PriceText = price.IsEmpty ? null : ErrorText.Cut(price),
            PriceUnit = Text(entry["price_unit"u8]),
            PricingNote = Text(entry["pricing_note"u8]),
            InputSchema = schema.Span is [(byte)'{', ..] ? Encoding.UTF8.GetString(schema.Span) : Text(schema),
        };
    }

    private static string? Text(ReadOnlyMemory<byte> value)
    {
        var reader = new Utf8JsonReader(value.Span);
        return value.Span is [(byte)'"', ..] && reader.Read() && JsonText.TryRead(ref reader, out var text) ? text : null;
    }
}
