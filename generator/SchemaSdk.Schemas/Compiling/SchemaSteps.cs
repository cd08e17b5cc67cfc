using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Compiling;

/// <summary>The steps that lead from a project's files to its models.</summary>
internal static class SchemaSteps
{
    /// <summary>Returns what schemas depend on: patches, reference files, and the names in lock files.</summary>
    public static SideFiles Sides(ProjectFiles files) => SideFiles.Of(files, files.Locks.Select(ReadLock));

    /// <summary>
    /// Parses the JSON of a schema that <see cref="SideFiles.Link"/> returned, applies its patch, and converts the services' dialect to
    /// plain JSON Schema. Never throws.
    /// </summary>
    public static NormalizedSchema Normalize(SchemaFile file) => SchemaNormalizer.Normalize(file);

    /// <summary>Normalizes a schema that <see cref="SideFiles.Link"/> returned, and builds its shape and rules. Never throws.</summary>
    public static ParsedSchema Parse(SchemaFile file) => SchemaParser.Parse(Normalize(file));

    public static EquatableArray<Problem> Check(ReferenceFile file) => SchemaNormalizer.Check(file);

    public static OutputIndex Outputs(IEnumerable<ParsedSchema> schemas) => OutputIndex.Build(schemas);

    /// <summary>Returns true for an input schema that could be read.</summary>
    public static bool IsModel(ParsedSchema schema) => schema.File.Role == SchemaRole.Input && schema.Shape is not null;

    /// <summary>Reads the C# names in a lock file. Never throws.</summary>
    public static KeptNames ReadLock(LockFile file) => LockReading.Read(file);

    /// <summary>Extracts from an input schema the data that determines the name of its model.</summary>
    /// <param name="input">An input schema that satisfies <see cref="IsModel"/>.</param>
    public static UnnamedModel Named(ParsedSchema input) =>
        new(input.File.ModelId!, input.File.Path, input.Name)
        {
            Client = input.File.Client,
            Root = input.File.Root,
            Retirement = input.Retirement,
            Facts = input.Facts,
        };

    /// <summary>Names the models of each client.</summary>
    /// <param name="models">The models in any order.</param>
    /// <param name="own">The settings of the project's own client.</param>
    /// <param name="locks">The names to keep, by lock file.</param>
    public static EquatableArray<ClientTree> Trees(
        IEnumerable<UnnamedModel> models, ClientOptions own, IReadOnlyList<KeptNames> locks) =>
        ClientTree.Build(models, own, locks).ToEquatableArray();

    /// <summary>Finds the clients to generate code for, and reports those whose types would clash with another client's.</summary>
    public static ProjectClients Clients(EquatableArray<ClientTree> trees, ClientOptions own) => ProjectClients.Build(trees, own);

    public static JoinedSchema Join(ParsedSchema input, ProjectClients clients, OutputIndex outputs) =>
        EndpointJoin.Join(input, clients, outputs);
}
