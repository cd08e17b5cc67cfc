using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: lists the values of a generated enum, for tools that have only its assembly.</summary>
/// <param name="values">The values: strings without quotes, numbers as in JSON.</param>
[AttributeUsage(AttributeTargets.Struct)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class KnownValuesAttribute(params string[] values) : Attribute
{
    /// <summary>The values: strings without quotes, numbers as in JSON.</summary>
    public IReadOnlyList<string> Values => values;
}
