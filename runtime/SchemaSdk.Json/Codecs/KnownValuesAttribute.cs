using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: the values that a generated enum has, for those who have only its assembly.</summary>
/// <param name="values">The values: texts as they are, numbers as in JSON.</param>
[AttributeUsage(AttributeTargets.Struct)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class KnownValuesAttribute(params string[] values) : Attribute
{
    /// <summary>The values: texts as they are, numbers as in JSON.</summary>
    public IReadOnlyList<string> Values => values;
}
