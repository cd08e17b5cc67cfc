using System.Runtime.CompilerServices;
using System.Text.Json;
using SchemaSdk.Catalog;
using SchemaSdk.Pipeline.Rates;

namespace SchemaSdk.Tool.Services;

/// <summary>Reads the pages of a catalogue with the token of the client. A failed read is retried.</summary>
internal sealed class PagedCatalogue(CatalogueClient client)
{
    // A service could return pages endlessly.
    private const int MostModels = 100_000;

    // Schemas are nested more deeply than a service's other answers.
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 512 };

    private readonly RequestRate _rate =
        new(double.PositiveInfinity, client.Parts.Access.Time, client.Parts.Access.Settings.Log, "catalog");

    /// <summary>Reads the answer about one model, or a page of the catalogue.</summary>
    /// <param name="address">The address to read. The request contains the token.</param>
    /// <param name="modelId">The model; null for a page.</param>
    /// <param name="read">Reads the body; returns null if it is not an answer from the service.</param>
    /// <param name="stop">Cancels the read.</param>
    internal Task<T> ReadAsync<T>(Uri address, string? modelId, Func<JsonElement, T?> read, CancellationToken stop)
        where T : class => new CatalogReads(client.Parts.Access, _rate, modelId).ReadAsync(
            address,
            body =>
            {
                try
                {
                    using var document = JsonDocument.Parse(body, Deep);
                    return read(document.RootElement);
                }
                catch (Exception exception) when (exception is JsonException or InvalidOperationException)
                {
                    // The body is truncated or not valid JSON, so the read is retried.
                    return null;
                }
            },
            stop);

    /// <summary>Reads all pages. Each id is returned once.</summary>
    /// <param name="first">The address of the first page.</param>
    /// <param name="read">Reads a page from the body of an answer; returns null if the body is not a page.</param>
    /// <param name="addressOf">Returns the address of the next page.</param>
    /// <param name="stop">Cancels the read.</param>
    internal async IAsyncEnumerable<CatalogueModel> ListAsync(
        Uri first,
        Func<JsonElement, CataloguePage?> read,
        Func<string, Uri> addressOf,
        [EnumeratorCancellation] CancellationToken stop)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        var pages = new HashSet<string>(StringComparer.Ordinal);
        var count = 0;
        for (var address = first; ;)
        {
            var page = await ReadAsync(address, modelId: null, read, stop).ConfigureAwait(false);
            count += page.Models.Count;
            foreach (var model in page.Models.Where(model => model.Entry.Id.Length == 0 || given.Add(model.Entry.Id)))
            {
                yield return model;
            }

            if (page.Next is not { } next)
            {
                yield break;
            }

            if (!pages.Add(next))
            {
                throw CatalogReads.Repeated(count);
            }

            if (count >= MostModels || pages.Count >= MostModels)
            {
                throw CatalogReads.Endless(count);
            }

            address = addressOf(next);
        }
    }
}
