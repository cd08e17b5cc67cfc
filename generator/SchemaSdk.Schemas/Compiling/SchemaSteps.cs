using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Compiling;

/// <summary>The steps from the files of a project to its models, in order.</summary>
internal static class SchemaSteps
{
    /// <summary>Links a schema file with its patch, and with the files that both refer to.</summary>
    /// <param name="file">The file.</param>
    /// <param name="patches">All patches of the project.</param>
    /// <param name="references">All files of the project that others refer to.</param>
    public static SchemaFile Link(SchemaFile file, PatchIndex patches, ReferenceIndex references) => references.Link(patches.Link(file));

    /// <summary>Reads a linked file and normalizes it to plain JSON Schema: JSON, patch and dialect. Never throws.</summary>
    /// <param name="file">The file.</param>
    public static NormalizedSchema Normalize(SchemaFile file) => SchemaNormalizer.Normalize(file);

    /// <summary>Reads a linked file: JSON, patch, dialect, rules and shapes. Never throws.</summary>
    /// <param name="file">The file.</param>
    public static ParsedSchema Parse(SchemaFile file) => SchemaParser.Parse(Normalize(file));

    /// <summary>Finds the problems of a file that others refer to.</summary>
    /// <param name="file">The file.</param>
    public static EquatableArray<Problem> Check(ReferenceFile file) => SchemaNormalizer.Check(file);

    /// <summary>Sorts the output schemas of a project.</summary>
    /// <param name="schemas">All schemas that describe an output.</param>
    public static OutputIndex Outputs(IEnumerable<ParsedSchema> schemas) => OutputIndex.Build(schemas);

    /// <summary>Returns true if a schema makes a model: it describes an input and can be used.</summary>
    /// <param name="schema">A schema.</param>
    public static bool IsModel(ParsedSchema schema) => schema.File.Role == SchemaRole.Input && schema.Shape is not null;

    /// <summary>Gets what the name of a model depends on from its input schema.</summary>
    /// <param name="input">A schema for which <see cref="IsModel"/> holds.</param>
    public static UnnamedModel Named(ParsedSchema input) =>
        new(input.File.ModelId!, input.File.Path, input.Name) { Retirement = input.Retirement };

    /// <summary>Names all models of a project.</summary>
    /// <param name="models">The results of <see cref="Named"/>.</param>
    /// <param name="client">The settings of the project for its client.</param>
    public static ModelTree Tree(IEnumerable<UnnamedModel> models, ClientOptions client) =>
        ModelTree.Build(models, client.Name);

    /// <summary>Joins an input schema with its names and its output.</summary>
    /// <param name="input">The schema.</param>
    /// <param name="tree">All models with their names.</param>
    /// <param name="outputs">All output schemas.</param>
    /// <param name="client">The settings of the project for its client.</param>
    public static JoinedSchema Join(ParsedSchema input, ModelTree tree, OutputIndex outputs, ClientOptions client) =>
        EndpointJoin.Join(input, tree, outputs, client);
}
