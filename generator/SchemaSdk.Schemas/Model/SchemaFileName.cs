using SchemaSdk.Schemas.Dialect;

namespace SchemaSdk.Schemas.Model;

internal static class SchemaFileName
{
    public const string Input = "input.json";

    public const string Output = "output.json";

    public const string InputPatch = "input.patch.json";

    public const string OutputPatch = "output.patch.json";

    public const string ReferenceEnd = ".schema.json";

    public static string Of(SchemaRole role) => role == SchemaRole.Input ? Input : Output;
}
