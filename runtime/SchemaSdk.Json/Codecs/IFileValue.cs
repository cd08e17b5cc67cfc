using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: a file, which is the text of its address in JSON.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IFileValue<TSelf> : IModelValue<TSelf>
    where TSelf : IFileValue<TSelf>
{
    /// <summary>Creates a file from an address.</summary>
    /// <param name="url">The address.</param>
    static abstract TSelf FromUrl(string url);
}
