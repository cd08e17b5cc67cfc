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
    public ParsedSchema? Find(SchemaFile input, string modelId) =>
        HomesOf(modelId).Select(id => FindAt(id, input)).FirstOrDefault(found => found is not null);

    /// <summary>
    /// Returns the ids of the folders that may contain the output schema of a model, nearest first. The id of the root is empty.
    /// </summary>
    public static IEnumerable<string> HomesOf(string modelId)
    {
        for (var id = modelId; id.Length > 0; id = id.Substring(0, Math.Max(0, id.LastIndexOf('/'))))
        {
            yield return id;
        }

        yield return "";
    }

    /// <summary>Returns a problem for each file whose model id already has an output schema in the same schema folder.</summary>
    public IEnumerable<Problem> Duplicates() => Schemas
        .Select(schema => schema.File)
        .Where(file => file.ModelId is not null)
        .GroupBy(file => (file.Client, file.ModelId, file.Root))
        .SelectMany(same => same.Skip(1).Select(file =>
            Problem.At(ProblemKinds.DuplicateModelId, file.Path, SourceSpan.FileStart, file.ModelId!, same.First().Path)));

    /// <summary>Finds the output schema for an id by binary search. The schema in the model's own schema folder takes precedence.</summary>
    private ParsedSchema? FindAt(string id, SchemaFile input)
    {
        var (low, high) = (0, Schemas.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var tried = Schemas[middle].File;
            var order = ClientOrder.Instance.Compare(tried.Client, input.Client) is var byClient and not 0
                ? byClient
                : string.CompareOrdinal(tried.ModelId, id);
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle);
        }

        ParsedSchema? shared = null;
        for (; low < Schemas.Count && Schemas[low].File is var file && file.ModelId == id && file.Client == input.Client; low++)
        {
            if (file.Root == input.Root)
            {
                return Schemas[low];
            }

            shared ??= IsShared(file, input) ? Schemas[low] : null;
        }

        return shared;
    }

    /// <summary>Returns true if a model may use an output schema that belongs to another schema folder.</summary>
    private static bool IsShared(SchemaFile output, SchemaFile input) =>
        output.ModelId == input.ModelId
        || output.HasGivenId
        || input.Path.StartsWith(output.Path.Substring(0, output.Path.LastIndexOfAny(['/', '\\']) + 1), StringComparison.Ordinal);
}
