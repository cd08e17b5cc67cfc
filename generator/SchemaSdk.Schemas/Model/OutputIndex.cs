using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The output schemas of a project by the id of their folder.</summary>
/// <param name="Schemas">Ordered by id, then by path.</param>
internal sealed record OutputIndex(EquatableArray<ParsedSchema> Schemas)
{
    /// <summary>Sorts output schemas.</summary>
    /// <param name="schemas">In any order.</param>
    public static OutputIndex Build(IEnumerable<ParsedSchema> schemas) => new(schemas
        .OrderBy(schema => schema.File.ModelId, StringComparer.Ordinal)
        .ThenBy(schema => schema.File.Path, StringComparer.Ordinal)
        .ToEquatableArray());

    /// <summary>The output schema of a model: its own, or that of the nearest folder above.</summary>
    /// <param name="modelId">The model id.</param>
    public ParsedSchema? Find(string modelId) => HomesOf(modelId).Select(FindExactly).FirstOrDefault(found => found is not null);

    /// <summary>The ids of the folders in which the output of a model may be, the nearest first. The root has the empty id.</summary>
    /// <param name="modelId">The model id.</param>
    public static IEnumerable<string> HomesOf(string modelId)
    {
        for (var id = modelId; id.Length > 0; id = id.Substring(0, Math.Max(0, id.LastIndexOf('/'))))
        {
            yield return id;
        }

        yield return "";
    }

    /// <summary>The files that describe an id that another file already describes.</summary>
    public IEnumerable<Problem> Duplicates()
    {
        for (var i = 1; i < Schemas.Count; i++)
        {
            var (first, second) = (Schemas[i - 1], Schemas[i]);
            if (second.File.ModelId is { } id && first.File.ModelId == id)
            {
                yield return Problem.At(ProblemKinds.DuplicateModelId, second.File.Path, SourceSpan.FileStart, id, first.File.Path);
            }
        }
    }

    /// <summary>Finds the first one by path, with a binary search, because every model of a project needs it.</summary>
    private ParsedSchema? FindExactly(string id)
    {
        var (low, high) = (0, Schemas.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(Schemas[middle].File.ModelId, id) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low < Schemas.Count && Schemas[low].File.ModelId == id ? Schemas[low] : null;
    }
}
