using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The patches of a project.</summary>
/// <param name="Files">The patches, ordered by client, model id, role and path.</param>
internal sealed record PatchIndex(EquatableArray<PatchFile> Files)
{
    public static PatchIndex Build(IEnumerable<PatchFile> files) =>
        new(files.OrderBy(file => file.Client, ClientOrder.Instance)
            .ThenBy(file => file.ModelId, StringComparer.Ordinal)
            .ThenBy(file => file.Role)
            .ThenBy(file => file.Path, StringComparer.Ordinal)
            .ToEquatableArray());

    /// <summary>Returns a schema with its patch. The result does not depend on other patches.</summary>
    public SchemaFile Link(SchemaFile file) => file.ModelId is { } id && Find(file.Client, id, file.Role) is { } patch
        ? file with
        {
            Patch = patch,
            Mentioned = file.Mentioned.Concat(patch.Mentioned).Distinct().OrderBy(other => other, StringComparer.Ordinal).ToEquatableArray()
        }
        : file;

    /// <summary>Returns a problem for each patch that is not used.</summary>
    public EquatableArray<Problem> Unused(IEnumerable<SchemaKey> schemas)
    {
        var known = new HashSet<SchemaKey>(schemas);
        var problems = new List<Problem>();
        foreach (var file in Files)
        {
            if (file.ModelId is not { } id)
            {
                problems.Add(file.IdProblem!);
            }
            else if (Find(file.Client, id, file.Role) is { } used && used.Path != file.Path)
            {
                problems.Add(Problem.At(ProblemKinds.DuplicateModelId, file.Path, SourceSpan.FileStart, id, used.Path));
            }
            else if (!known.Contains(new SchemaKey(file.Client, id, file.Role)))
            {
                var schema = SchemaFileName.Of(file.Role);
                problems.Add(Problem.At(ProblemKinds.PatchWithoutSchema, file.Path, SourceSpan.FileStart, id, schema));
            }
        }

        return problems.ToEquatableArray();
    }

    /// <summary>Finds the first patch for a schema by binary search, because every schema of a project is looked up.</summary>
    private PatchFile? Find(ClientOptions? client, string id, SchemaRole role)
    {
        var (low, high) = (0, Files.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var order = ClientOrder.Instance.Compare(Files[middle].Client, client) is var byClient and not 0 ? byClient
                : string.CompareOrdinal(Files[middle].ModelId, id) is var byId and not 0 ? byId
                : Files[middle].Role.CompareTo(role);
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle);
        }

        return low < Files.Count && Files[low] is var found && found.ModelId == id && found.Role == role && found.Client == client
            ? found
            : null;
    }
}
