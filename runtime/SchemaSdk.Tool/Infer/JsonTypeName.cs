namespace SchemaSdk.Tool.Infer;

/// <summary>The JSON Schema types.</summary>
internal enum JsonTypeName
{
    Object,
    Array,
    String,
    Integer,
    Number,
    Boolean,
    Null,
}
