using System.Runtime.CompilerServices;

namespace SchemaSdk.Tool.Services.RunComfy;

/// <summary>RunComfy's catalogue, which the client reads. It has no output schemas.</summary>
internal sealed class RunComfyCatalogue(CatalogueClient client) : IServiceCatalogue
{
    public string Source => client.Source;

    // One or more images or videos, without the prose.
    public string DocumentedOutput =>
        """
        {
          "output": {
            "type": "object",
            "properties": {
              "image": { "type": "string", "format": "uri" },
              "video": { "type": "string", "format": "uri" },
              "images": { "type": "array", "items": { "type": "string", "format": "uri" } },
              "videos": { "type": "array", "items": { "type": "string", "format": "uri" } }
            }
          }
        }

        """;

    public bool IsShort => true;

    public async Task<CatalogueModel?> GetAsync(string id, CancellationToken stop) =>
        new(await client.GetModelAsync(id, stop).ConfigureAwait(false));

    public IAsyncEnumerable<CatalogueModel> FindAsync(IReadOnlyList<string> ids, CancellationToken stop) =>
        ListAsync(search: null, stop).Where(model => ids.Contains(model.Entry.Id));

    public async IAsyncEnumerable<CatalogueModel> ListAsync(string? search, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var entry in client.ListModelsAsync(search, stop).ConfigureAwait(false))
        {
            yield return new CatalogueModel(entry);
        }
    }
}
