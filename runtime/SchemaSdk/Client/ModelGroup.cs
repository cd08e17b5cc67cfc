using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: the path segments that lead to models.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModelGroup
{
    /// <summary>The client that a group was made with.</summary>
    /// <param name="client">The client's part that the group uses.</param>
    /// <exception cref="InvalidOperationException">The group was made for a test, by its constructor without a client.</exception>
    public static ModelClient ClientOf(ModelClient? client) =>
        client
            ?? throw new InvalidOperationException(
                "This group was made for a test and has no client; override the member that was called.");
}
