using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: the path segments that lead to models.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModelGroup
{
    /// <summary>Returns the client with which a group was created.</summary>
    /// <param name="client">The client's part that the group uses.</param>
    /// <exception cref="InvalidOperationException">The group was created for a test, by its constructor without a client.</exception>
    public static ModelClient ClientOf(ModelClient? client) =>
        client
            ?? throw new InvalidOperationException(
                "This group was created for a test and has no client. Override the member that was called.");
}
