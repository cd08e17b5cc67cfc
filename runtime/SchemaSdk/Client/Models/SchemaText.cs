using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: text stored as UTF-8, because an assembly limits the total size of its string constants.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SchemaText
{
    /// <summary>Decodes UTF-8 text.</summary>
    /// <param name="utf8">The text.</param>
    public static string Of(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
