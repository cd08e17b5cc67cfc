using System.Runtime.CompilerServices;
using System.Text.Json;
using SchemaSdk.Services;

namespace SchemaSdk.Tool.Services.Replicate;

/// <summary>Replicate's catalogue. It has an OpenAPI document for each version of each model.</summary>
/// <remarks>
/// replicate.com/docs/reference/http: models.get, models.list, models.versions.get. The schema of an official model may change without a
/// new version, so only the hash of the schema shows a change.
/// </remarks>
internal sealed class ReplicateCatalogue(CatalogueClient client) : IServiceCatalogue
{
    private const string Path = "/v1/models";

    private static readonly ReplicateDocument Style = new();

    private readonly PagedCatalogue _pages = new(client);

    public string Source => client.Source;

    public string? DocumentedOutput => null;

    public bool IsShort => false;

    // The list has only public models, and no versions.
    public bool ListsAll => false;

    public async Task<CatalogueModel?> GetAsync(string id, CancellationToken stop)
    {
        var segments = id.Split('/');
        var isVersion = segments is [_, _, "versions", _];
        if (!isVersion && (segments.Length != 2 || id.Contains(':')))
        {
            throw new ArgumentException(
                $"'{id}' is not the id of a Replicate model. Specify the owner and name of a model, such as acme/kite, or a version id, "
                + "such as acme/kite/versions/5c7d5dc6. For a deployment, import the schemas of its model with 'schemasdk import --id'.");
        }

        client.Profile.CheckModelId(id);
        var address = new Uri($"{Root}{Path}/{ServiceProfile.Escape(id)}");
        Func<JsonElement, CatalogueModel?> read = isVersion ? version => ReadVersion(id, version) : ReadModel;
        return await _pages.ReadAsync(address, id, read, stop).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<CatalogueModel> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken stop)
    {
        var isAnyKnown = ids.Count == 0;
        foreach (var id in ids)
        {
            CatalogueModel? model;
            try
            {
                model = await GetAsync(id, stop).ConfigureAwait(false);
            }
            catch (ModelApiException exception) when (client.Profile.IsUnknownModel(exception.StatusCode, exception.ErrorCode))
            {
                continue;
            }
            catch (ArgumentException)
            {
                // A folder can have models that the catalogue cannot list, such as deployments.
                continue;
            }

            isAnyKnown = true;
            if (model is not null)
            {
                yield return model;
            }
        }

        if (!isAnyKnown)
        {
            // If no model was found because the address is wrong, this request throws.
            await _pages.ReadAsync(new Uri(Root + Path), modelId: null, ReadPage, stop).ConfigureAwait(false);
        }
    }

    public IAsyncEnumerable<CatalogueModel> ListAsync(string? search, CancellationToken stop) => string.IsNullOrEmpty(search)
        ? _pages.ListAsync(new Uri(Root + Path), ReadPage, query => new Uri(Root + Path + query), stop)
        : throw new NotSupportedException("schemasdk cannot search Replicate's catalogue. Specify the ids of models.");

    private string Root => client.Source.TrimEnd('/') is var root && root.EndsWith("/v1", StringComparison.Ordinal) ? root[..^3] : root;

    private static CataloguePage? ReadPage(JsonElement body)
    {
        var (next, query) = (body.Text("next"), QueryOf(body.Text("next")));
        return body.Member("results", JsonValueKind.Array) is not { } models || (next is not null && query is null)
            ? null
            : new CataloguePage([.. models.EnumerateArray().Select(static model => ReadModel(model) ?? Unreadable)], query);
    }

    // The token must not be sent to another host, so only the query of the address is used.
    private static string? QueryOf(string? next) =>
        Uri.TryCreate(next, UriKind.Absolute, out var address) && address.Query.Length > 0 ? address.Query : null;

    private static CatalogueModel Unreadable => new(new ModelCatalogEntry { Id = "" });

    private static CatalogueModel? ReadModel(JsonElement model)
    {
        if (model.Text("owner") is not { } owner || model.Text("name") is not { } name)
        {
            return null;
        }

        var version = model.Member("latest_version", JsonValueKind.Object) ?? default;
        return DocumentedModel.Of(
            new ModelCatalogEntry { Id = $"{owner}/{name}", DisplayName = name }, version.Document("openapi_schema"), Style) with
        {
            Page = PageOf($"{owner}/{name}"),
        };
    }

    // The id in the JSON identifies the version, not the model.
    private static CatalogueModel? ReadVersion(string id, JsonElement version) =>
        version.Text("id") is { } own && id.EndsWith($"/{own}", StringComparison.Ordinal)
            ? DocumentedModel.Of(
                new ModelCatalogEntry { Id = id, DisplayName = id.Split('/')[1] }, version.Document("openapi_schema"), Style) with
            {
                Page = PageOf(id),
            }
            : null;

    private static string PageOf(string id) => $"https://replicate.com/{ServiceProfile.Escape(id)}";
}
