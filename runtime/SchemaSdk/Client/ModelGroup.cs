using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: the groups of models whose ids share a path segment.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModelGroup
{
    /// <summary>Returns the client with which a group was created.</summary>
    /// <param name="client">The group's client; null if the group was created without one.</param>
    /// <exception cref="InvalidOperationException">The group was created without a client, as in a test.</exception>
    public static ModelClient ClientOf(ModelClient? client) =>
        client
            ?? throw new InvalidOperationException(
                "This group was created for a test and has no client. Override the member that was called.");
}
