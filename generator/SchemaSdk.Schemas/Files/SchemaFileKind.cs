namespace SchemaSdk.Schemas.Files;

/// <summary>The kinds of schema files. MSBuild's <c>ModelSchemaKind</c> uses the same names.</summary>
internal enum SchemaFileKind
{
    Input,

    Output,

    InputPatch,

    OutputPatch,

    /// <summary>A file of schemas that other schemas refer to.</summary>
    Reference,
}
