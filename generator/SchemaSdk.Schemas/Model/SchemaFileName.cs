using SchemaSdk.Schemas.Dialect;

namespace SchemaSdk.Schemas.Model;

/// <summary>The names of schema files.</summary>
internal static class SchemaFileName
{
    public const string Input = "input.json";

    public const string Output = "output.json";

    public const string InputPatch = "input.patch.json";

    public const string OutputPatch = "output.patch.json";

    /// <summary>The end of the names of files that others refer to.</summary>
    public const string ReferenceEnd = ".schema.json";

    /// <summary>The name of a model's schema.</summary>
    /// <param name="role">What it describes.</param>
    public static string Of(SchemaRole role) => role == SchemaRole.Input ? Input : Output;
}
