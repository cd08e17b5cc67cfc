using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: a generated type that lists the types nested in it.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IGenerated<TSelf> : IModelValue<TSelf>
    where TSelf : IGenerated<TSelf>
{
    /// <summary>Passes this type and the types nested in it to a search.</summary>
    /// <param name="search">The search.</param>
    static abstract void Show(TypeSearch search);
}
