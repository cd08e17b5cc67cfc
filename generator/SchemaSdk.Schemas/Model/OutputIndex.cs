using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The output schemas of a project, ordered by client, then by the model id of their folder, then by path.</summary>
internal sealed record OutputIndex(EquatableArray<ParsedSchema> Schemas)
{
    public static OutputIndex Build(IEnumerable<ParsedSchema> schemas) => new(schemas
        .OrderBy(schema => schema.File.Client, ClientOrder.Instance)
        .ThenBy(schema => schema.File.ModelId, StringComparer.Ordinal)
        .ThenBy(schema => schema.File.Path, StringComparer.Ordinal)
        .ToEquatableArray());

    /// <summary>Returns the output schema in the model's folder or the nearest folder above it; null if none is found.</summary>
    public ParsedSchema? Find(ClientOptions? client, string modelId) =>
        HomesOf(modelId).Select(id => FindExactly(client, id)).FirstOrDefault(found => found is not null);

    /// <summary>
    /// Returns the ids of the folders that may contain the output schema of a model, nearest first. The root has the empty id.
    /// </summary>
    public static IEnumerable<string> HomesOf(string modelId)
    {
        for (var id = modelId; id.Length > 0; id = id.Substring(0, Math.Max(0, id.LastIndexOf('/'))))
        {
            yield return id;
        }

        yield return "";
    }

    /// <summary>Returns a problem for each file whose model id already has an output schema.</summary>
    public IEnumerable<Problem> Duplicates()
    {
        for (var i = 1; i < Schemas.Count; i++)
        {
            var (first, second) = (Schemas[i - 1], Schemas[i]);
            if (second.File.ModelId is { } id && first.File.ModelId == id && first.File.Client == second.File.Client)
            {
                yield return Problem.At(ProblemKinds.DuplicateModelId, second.File.Path, SourceSpan.FileStart, id, first.File.Path);
            }
        }
    }

    /// <summary>Finds the first schema of an id by binary search, because every model of a project looks up its output schema.</summary>
    private ParsedSchema? FindExactly(ClientOptions? client, string id)
    {
        var (low, high) = (0, Schemas.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var file = Schemas[middle].File;
            var order = ClientOrder.Instance.Compare(file.Client, client) is var byClient and not 0
                ? byClient
                : string.CompareOrdinal(file.ModelId, id);
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle);
        }

        return low < Schemas.Count && Schemas[low].File.ModelId == id && Schemas[low].File.Client == client ? Schemas[low] : null;
    }
}
