namespace SchemaSdk.Schemas.Dialect;

/// <summary>The role of a schema file.</summary>
internal enum SchemaRole
{
    /// <summary>The body of a submit: <c>input.json</c>.</summary>
    Input,

    /// <summary>The <c>output</c> member of a result: <c>output.json</c>.</summary>
    Output,
}
