using System.Runtime.CompilerServices;
using SchemaSdk.Services;

namespace SchemaSdk.Tool.Services.RunComfy;

/// <summary>RunComfy's catalogue. It has no output schemas. This class reads it with the public methods of <c>ModelClient</c>.</summary>
internal sealed class RunComfyCatalogue(CatalogueClient client) : IServiceCatalogue
{
    public string Source => client.Source;

    // RunComfy documents the same output for every model.
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

    public bool ListsAll => true;

    public async Task<CatalogueModel?> GetAsync(string id, CancellationToken stop) =>
        ModelOf(await client.GetModelAsync(id, stop).ConfigureAwait(false));

    public IAsyncEnumerable<CatalogueModel> FindAsync(IReadOnlyList<string> ids, CancellationToken stop) =>
        ListAsync(search: null, stop).Where(model => ids.Contains(model.Entry.Id));

    public async IAsyncEnumerable<CatalogueModel> ListAsync(string? search, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var entry in client.ListModelsAsync(search, stop).ConfigureAwait(false))
        {
            yield return ModelOf(entry);
        }
    }

    // In a page's address, hyphens replace the spaces of the id: www.runcomfy.com/models/minimax/hailuo-video-01-live/api.
    private static CatalogueModel ModelOf(ModelCatalogEntry entry) => new(entry)
    {
        Page = $"https://www.runcomfy.com/models/{ServiceProfile.Escape(entry.Id.ToLowerInvariant().Replace(' ', '-'))}/api",
    };
}
