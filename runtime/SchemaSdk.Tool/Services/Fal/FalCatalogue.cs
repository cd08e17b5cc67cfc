using System.Runtime.CompilerServices;
using System.Text.Json;
using SchemaSdk.Services;

namespace SchemaSdk.Tool.Services.Fal;

/// <summary>fal's catalogue. It has an OpenAPI document for each model.</summary>
/// <remarks>fal.ai/docs: platform-apis/v1/models.</remarks>
internal sealed class FalCatalogue(CatalogueClient client) : IServiceCatalogue
{
    private const string Host = "https://api.fal.ai/";

    // fal allows at most this number of ids in a request.
    private const int MostIds = 50;

    private static readonly FalDocument Style = new();

    private readonly PagedCatalogue _pages = new(client);

    /// <summary>
    /// The catalogue's address. fal has different addresses for its catalogue and its queue. If the client has a custom address, it is used
    /// for both.
    /// </summary>
    public string Source { get; } = client.Source == CatalogueClient.UsualSourceOf(client.Profile) ? Host : client.Source;

    public string? DocumentedOutput => null;

    public bool IsShort => false;

    public bool ListsAll => true;

    public async Task<CatalogueModel?> GetAsync(string id, CancellationToken stop)
    {
        client.Profile.CheckModelId(id);
        var page = await _pages.ReadAsync(AddressOf(QueryOf([id])), id, ReadPage, stop).ConfigureAwait(false);
        return page.Models.FirstOrDefault(model => model.Entry.Id == id);
    }

    public async IAsyncEnumerable<CatalogueModel> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken stop)
    {
        var isAnyKnown = false;
        foreach (var some in ids.Chunk(MostIds))
        {
            foreach (var model in await ReadAsync(some, stop).ConfigureAwait(false))
            {
                isAnyKnown = true;
                yield return model;
            }
        }

        if (!isAnyKnown)
        {
            // If no model was found because the address is wrong, this request throws.
            await _pages.ReadAsync(AddressOf("status=active"), modelId: null, ReadPage, stop).ConfigureAwait(false);
        }
    }

    private async Task<List<CatalogueModel>> ReadAsync(string[] ids, CancellationToken stop)
    {
        var models = new List<CatalogueModel>();
        try
        {
            await foreach (var model in ListAsync($"status=active&{QueryOf(ids)}", stop).ConfigureAwait(false))
            {
                models.Add(model);
            }

            return models;
        }
        catch (ModelApiException exception) when (client.Profile.IsUnknownModel(exception.StatusCode, exception.ErrorCode))
        {
            // fal does not document whether a single unknown id causes this answer, so read the models one by one.
            models.Clear();
            foreach (var id in ids.Length > 1 ? ids : [])
            {
                models.AddRange(await ReadAsync([id], stop).ConfigureAwait(false));
            }

            return models;
        }
    }

    IAsyncEnumerable<CatalogueModel> IServiceCatalogue.ListAsync(string? search, CancellationToken stop) => ListAsync(
        string.IsNullOrEmpty(search) ? "status=active" : $"status=active&q={Uri.EscapeDataString(search)}", stop);

    private IAsyncEnumerable<CatalogueModel> ListAsync(string query, CancellationToken stop) => _pages.ListAsync(
        AddressOf(query), ReadPage, cursor => AddressOf($"{query}&cursor={Uri.EscapeDataString(cursor)}"), stop);

    // The parameter is not named "expand[]", because fal would ignore that name.
    private Uri AddressOf(string query) => new($"{Source.TrimEnd('/')}/v1/models?expand=openapi-3.0&limit={MostIds}&{query}");

    private static string QueryOf(IEnumerable<string> ids) =>
        string.Join('&', ids.Select(static id => $"endpoint_id={Uri.EscapeDataString(id)}"));

    private static CataloguePage? ReadPage(JsonElement body)
    {
        var next = body.Member("has_more", JsonValueKind.False) is null ? body.Text("next_cursor") : null;
        return body.Member("models", JsonValueKind.Array) is not { } models
            || (next is null && body.Member("has_more", JsonValueKind.True) is not null)
                ? null
                : new CataloguePage([.. models.EnumerateArray().Select(ReadModel)], next);
    }

    private static CatalogueModel ReadModel(JsonElement model)
    {
        var facts = model.Member("metadata", JsonValueKind.Object) ?? default;
        return DocumentedModel.Of(
            new ModelCatalogEntry
            {
                Id = model.Text("endpoint_id") ?? "",
                DisplayName = facts.Text("display_name"),
                Categories = facts.Text("category") is { } category ? [category] : [],
            },
            model.Document("openapi"),
            Style) with
        {
            Page = model.Text("endpoint_id") is { } id ? $"https://fal.ai/models/{ServiceProfile.Escape(id)}" : null,
        };
    }
}
