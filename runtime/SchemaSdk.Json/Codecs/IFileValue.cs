using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: a file, which JSON represents as a string with its URL.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IFileValue<TSelf> : IModelValue<TSelf>
    where TSelf : IFileValue<TSelf>
{
    /// <summary>Creates a file from its URL.</summary>
    /// <param name="url">The URL.</param>
    static abstract TSelf FromUrl(string url);
}
