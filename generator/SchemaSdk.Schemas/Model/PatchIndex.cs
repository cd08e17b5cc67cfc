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

    /// <summary>Marks each patch whose own schema folder contains a schema with the same id.</summary>
    public PatchIndex Beside(IEnumerable<SchemaKey> schemas)
    {
        var known = new HashSet<SchemaKey>(schemas);
        return new(Files
            .Select(file => file with { IsBesideSchema = known.Contains(new(file.Client, file.ModelId, file.Role, file.Root)) })
            .ToEquatableArray());
    }

    /// <summary>Returns a schema with its patch. The result does not depend on other patches.</summary>
    public SchemaFile Link(SchemaFile file) => file.ModelId is not null && Find(SchemaKey.Of(file)) is { } patch
        ? file with
        {
            Patch = patch,
            Mentioned = file.Mentioned.Concat(patch.Mentioned).Distinct().OrderBy(other => other, StringComparer.Ordinal).ToEquatableArray()
        }
        : file;

    public EquatableArray<Problem> Unused(IEnumerable<SchemaKey> schemas)
    {
        var known = schemas.ToLookup(key => key with { Root = "" });
        var problems = new List<Problem>();
        foreach (var file in Files)
        {
            if (file.ModelId is not { } id)
            {
                problems.Add(file.IdProblem!);
            }
            else if (Instead(file, known[new(file.Client, id, file.Role, "")]) is { } used)
            {
                problems.Add(Problem.At(ProblemKinds.DuplicateModelId, file.Path, SourceSpan.FileStart, id, used.Path));
            }
            else if (!known.Contains(new(file.Client, id, file.Role, "")))
            {
                var schema = SchemaFileName.Of(file.Role);
                problems.Add(Problem.At(ProblemKinds.PatchWithoutSchema, file.Path, SourceSpan.FileStart, id, schema));
            }
        }

        return problems.ToEquatableArray();
    }

    /// <summary>Returns the patch that is used instead of the given patch; null if the given patch is used.</summary>
    private PatchFile? Instead(PatchFile file, IEnumerable<SchemaKey> schemas)
    {
        var used = schemas.DefaultIfEmpty(new(file.Client, file.ModelId, file.Role, file.Root)).Select(Find).OfType<PatchFile>().ToList();
        return used.Exists(patch => patch.Path == file.Path) ? null : used.FirstOrDefault();
    }

    /// <summary>
    /// Finds the patch for a schema by binary search. The patch in the schema's own folder takes precedence. A patch in another schema
    /// folder is used only if that folder has no schema for the patch.
    /// </summary>
    private PatchFile? Find(SchemaKey schema)
    {
        var (low, high) = (0, Files.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var order = ClientOrder.Instance.Compare(Files[middle].Client, schema.Client) is var byClient and not 0 ? byClient
                : string.CompareOrdinal(Files[middle].ModelId, schema.ModelId) is var byId and not 0 ? byId
                : Files[middle].Role.CompareTo(schema.Role);
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle);
        }

        PatchFile? other = null;
        for (; low < Files.Count; low++)
        {
            var file = Files[low];
            if (file.ModelId != schema.ModelId || file.Role != schema.Role || file.Client != schema.Client)
            {
                break;
            }

            if (file.Root == schema.Root)
            {
                return file;
            }

            other ??= file.IsBesideSchema ? null : file;
        }

        return other;
    }
}
