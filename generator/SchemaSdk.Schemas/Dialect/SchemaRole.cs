namespace SchemaSdk.Schemas.Dialect;

/// <summary>What a schema file describes.</summary>
internal enum SchemaRole
{
    /// <summary>The body of a submit: <c>input.json</c>.</summary>
    Input,

    /// <summary>The <c>output</c> member of a result: <c>output.json</c>.</summary>
    Output,
}
