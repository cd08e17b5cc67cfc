using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: the base class of every union type, with all code that does not depend on its branches.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract record Union<TSelf> : ModelUnion
    where TSelf : Union<TSelf>, IUnion<TSelf>
{
    /// <summary>Creates a union in which no branch is set.</summary>
    protected Union()
    {
    }

    /// <summary>Reads a value into the branch that it matches. A value that matches no branch is kept unchanged.</summary>
    /// <param name="reader">The reader, on or before the first token of the value; on return, on its last token.</param>
    /// <exception cref="JsonException">The JSON is invalid.</exception>
    protected Union(ref Utf8JsonReader reader)
    {
        var branches = new UnionReader(this);
        TSelf.Visit(Self, ref branches, ref reader);
    }

    /// <inheritdoc />
    protected sealed override void WriteBranch(Utf8JsonWriter writer)
    {
        var branches = new UnionWriter(writer);
        Utf8JsonReader none = default;
        TSelf.Visit(Self, ref branches, ref none);
    }

    private TSelf Self => Unsafe.As<TSelf>(this);
}
