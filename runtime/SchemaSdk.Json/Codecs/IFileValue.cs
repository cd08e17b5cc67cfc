using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: a file, which JSON has as the text of its address.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IFileValue<TSelf> : IModelValue<TSelf>
    where TSelf : IFileValue<TSelf>
{
    /// <summary>Makes a file of an address.</summary>
    /// <param name="url">The address.</param>
    static abstract TSelf FromUrl(string url);
}
